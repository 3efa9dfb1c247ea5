export interface Label {
  id: number;
  nodeId: string;
  name: string;
  /** Six hexadecimal digits. */
  color: string;
  description: string | null;
  isDefault: boolean;
}
