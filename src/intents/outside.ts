/** Time and chance, handed in by the entry of the process. */
export interface Outside {
  readonly now: () => Date;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** How many times longer than usual to wait for somebody else before going on without. */
  readonly patience: number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Unlike any other. */
  readonly newId: () => string;
}
