/**
 * What a run sends as `dispatch` where its last step starts another one in its place. The other one may begin before the
 * first has ended in GitHub's eyes, and must not take it for one that works.
 */
export function handoverKey(runId: number): string {
  return `after-${runId}`;
}

/** The run whose place is taken; `undefined` for every other key. */
export function runOfHandover(key: string): number | undefined {
  const [, id] = /^after-(\d{1,15})$/.exec(key) ?? [];
  return id === undefined ? undefined : Number(id);
}
