import type { Answers, Effect, Protocol } from '../core/ledger/protocol/effect.ts';
import type { LedgerWorld } from './ledger-world.ts';

/** Runs a protocol to its end: performs each effect that it asks for, and hands back what came of it. */
export async function drive<T>(protocol: Protocol<T>, world: LedgerWorld): Promise<T> {
  let step = protocol.next();
  while (!step.done) step = protocol.next(await perform(step.value, world));
  return step.value;
}

function perform<Kind extends Effect['kind']>(
  effect: Extract<Effect, { kind: Kind }>,
  world: LedgerWorld,
): Promise<Answers[Kind]> {
  return world[effect.kind](effect);
}
