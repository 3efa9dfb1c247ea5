/** Runs one asynchronous section at a time, in order of arrival. */
export type Exclusive = <T>(section: () => Promise<T>) => Promise<T>;

export function createExclusive(): Exclusive {
  let last: Promise<unknown> = Promise.resolve();
  return (section) => {
    const turn = last.then(section);
    last = turn.catch(() => undefined);
    return turn;
  };
}
