/**
 * The cause of a run that another one starts with its last step, in its own place. The new one may begin before the other
 * has ended in GitHub's eyes, and must not take it for one that works.
 */
export function causeAfter(runId: number, cause: string): string {
  return `${cause} after-${runId}`;
}

/** The run whose place is taken; `undefined` for every other cause. */
export function runOfHandover(cause: string): number | undefined {
  const id = / after-(\d{1,15})$/.exec(cause)?.[1];
  return id === undefined ? undefined : Number(id);
}
