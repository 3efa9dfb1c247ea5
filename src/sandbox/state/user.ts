export interface User {
  id: number;
  nodeId: string;
  login: string;
  type: 'User' | 'Bot' | 'Organization';
  /** A person's access, by lower-cased `owner/repo`. */
  access: Map<string, Access>;
}

export type Access = 'read' | 'write' | 'admin';
