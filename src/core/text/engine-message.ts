/** The sentences about an engine and its log. */

export function envRefused(problems: readonly string[]): string {
  return `The configuration passes variables on to the engine that it must not see: ${problems.join('; ')}`;
}

/** Above the lines that an engine writes. */
export function engineLogTitle(engine: string): string {
  return `Interlock: ${engine} at work`;
}
