import type { Entry } from '../../../src/core/ledger/ledger-event.ts';
import { isRunning } from '../world/runs.ts';
import type { Process, World } from '../world/world.ts';
import type { Invariant } from './invariant.ts';

/** I1: one live claim a subject, and one run accepted a dispatch. */
export const oneHolder: Invariant = {
  id: 'I1',
  promise: 'one holder',
  broken: ({ before, step: { happened }, after }) => {
    if (happened?.kind === 'appended') {
      for (const [key, runs] of Object.entries(after.accepted)) {
        if (runs.length > 1) return `dispatch ${key} was accepted by runs ${runs.join(' and ')}`;
      }
      for (const event of happened.entry.events) {
        if (event.type !== 'claimed') continue;
        for (const [subject, claim] of Object.entries(before.ledger.state.claims)) {
          if (event.takenFrom.includes(claim.id) && isRunning(before, claim.run)) {
            return `${happened.by.name} took ${subject} from run ${claim.run.id}, which lives`;
          }
        }
      }
      const lost = lostClaim(before, happened.entry, after);
      if (lost !== undefined) return `${happened.by.name} ${lost}`;
    }
    return (
      twoOf(after, ({ holds }) => holds?.subjects ?? [], 'hold') ??
      twoOf(after, ({ works }) => (works === null ? [] : [works]), 'work on')
    );
  },
};

/** A claim ends where an entry says so, and nowhere else. */
function lostClaim(before: World, { events }: Entry, after: World): string | undefined {
  const ended = events.flatMap((event) => {
    if (event.type === 'released') return [event.claim];
    return event.type === 'claimed' ? event.takenFrom : [];
  });
  const lost = Object.entries(before.ledger.state.claims).find(
    ([subject, { id }]) => after.ledger.state.claims[subject]?.id !== id && !ended.includes(id),
  );
  return lost && `ended the claim of run ${lost[1].run.id} on ${lost[0]}, which nobody gave up`;
}

function twoOf(
  world: World,
  thingsOf: (process: Process) => readonly string[],
  verb: string,
): string | undefined {
  const living = world.processes.filter((process) => process.run && isRunning(world, process.run));
  for (const [index, one] of living.entries()) {
    for (const other of living.slice(index + 1)) {
      const both = thingsOf(one).find((thing) => thingsOf(other).includes(thing));
      if (both !== undefined) return `${one.name} and ${other.name} both ${verb} ${both}`;
    }
  }
  return undefined;
}
