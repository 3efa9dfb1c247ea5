/** For a run's summary, where its item could not be told. */
export function statusNotWritten(item: string, why: string): string {
  return `The status comment of ${item} could not be written, so it does not say this. ${why}`;
}
