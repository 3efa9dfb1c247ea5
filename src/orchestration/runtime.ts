/** Time and chance, handed in by the entry of the process. */
export interface Runtime {
  readonly now: () => Date;
  /** Rejects when `ended` is aborted first, so that no timer is left that keeps the process alive. */
  readonly sleep: (milliseconds: number, ended?: AbortSignal) => Promise<void>;
  /** How many times longer than usual to wait for somebody else before going on without. */
  readonly patience: number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Unlike any other. */
  readonly newId: () => string;
}
