import type { Barrier, CallMatch, Sandbox } from '../../sandbox/index.ts';
import type { IncidentWorld } from './world.ts';

/** Nothing goes on any more, and what the play waits for has not happened. */
export class CameToRest extends Error {
  override readonly name = 'CameToRest';
}

/**
 * Waits for the condition.
 *
 * @param what completes "before ..." in what is said if it never holds.
 */
export async function reach(
  { sandbox }: IncidentWorld,
  what: string,
  condition: () => boolean,
): Promise<void> {
  let holds = false;
  const reached = sandbox.until(() => (holds ||= condition()));
  await Promise.race([reached, sandbox.idle()]);
  if (!holds && !condition()) throw new CameToRest(`everything came to rest before ${what}`);
}

/** Known at the moment at which the stand-in asks whether to hold a call: conditions are looked at right after. */
export function arrival(
  sandbox: Sandbox,
  match: CallMatch,
): { readonly barrier: Barrier; readonly arrived: () => boolean } {
  let hasArrived = false;
  const barrier = sandbox.hold((call) => {
    const isThis = match(call);
    hasArrived ||= isThis;
    return isThis;
  });
  return { barrier, arrived: () => hasArrived };
}
