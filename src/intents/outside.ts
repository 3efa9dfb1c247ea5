/** Time and chance, handed in by the entry of the process. */
export interface Outside {
  readonly now: () => Date;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
  /** Unlike any other. */
  readonly newId: () => string;
}
