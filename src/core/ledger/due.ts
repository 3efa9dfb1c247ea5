import { MERGE_FROM } from '../routing/route.ts';
import { isInFlight } from '../stages.ts';
import type { Circumstances } from './circumstances.ts';
import { itemOfSubject } from './claim-subject.ts';
import type { LedgerCommand } from './ledger-command.ts';
import type { LedgerState } from './ledger-state.ts';
import type { Life } from './protocol/effect.ts';
import { isPublished, liveClaims, stranded } from './stranded.ts';

/** How long a run must have been over before another writes what it decided, in milliseconds. */
export const SETTLING_MS = 60_000;

/** How long a dispatch may be without a run before it is sent again, in milliseconds. */
const SENDING_MS = 120_000;

/**
 * What is due, derived from what is, whatever webhooks were lost: what the board shows and the ledger does not know, claims
 * of runs that are over, moves that were decided and never written, merges that nobody heard of, items whose run never came
 * or did not live to hand them on, and free capacity. It decides nothing itself; every command goes through `decide` like
 * anybody's.
 */
export function due(circumstances: Circumstances): readonly LedgerCommand[] {
  return [
    ...deadClaims(circumstances),
    ...observations(circumstances),
    ...deadMoves(circumstances),
    ...laggingMerges(circumstances),
    ...lostDispatches(circumstances),
    ...stranded(circumstances),
    ...freeCapacity(circumstances),
    ...closings(circumstances),
  ];
}

function deadClaims({ state, items, lifeOf, policy }: Circumstances): readonly LedgerCommand[] {
  return liveClaims(state).flatMap(([claim, subjects]): readonly LedgerCommand[] => {
    const life = lifeOf(claim.run);
    if (life.kind !== 'over') return [];
    const [item] = subjects.flatMap((subject) => itemOfSubject(subject) ?? []);
    // A person who cancels a run does not want it to be started again.
    const isPersons = life.end === 'cancelled';
    const cause = isPersons ? 'cancelled' : `${claim.agent} died`;
    const maxAttempts = isPersons ? 1 : policy.maxAttempts;
    // A run that died after its work was published has failed at nothing.
    const isDone = item === undefined || (!isPersons && isPublished(items.get(item)));
    const failed = isDone ? {} : { failed: { item, cause, maxAttempts } };
    return [{ kind: 'release', claim: claim.id, forDead: true, ...failed }];
  });
}

function observations({ items, policy }: Circumstances): readonly LedgerCommand[] {
  return [...items].flatMap(([item, sighting]): readonly LedgerCommand[] => {
    const { stage } = sighting.version;
    const starts = stage === null ? undefined : policy.startsAt(stage, item);
    return [{ kind: 'observe', item, sighting, ...(starts && { starts }) }];
  });
}

function deadMoves({ id, state, items, lifeOf, readAt, run }: Circumstances): readonly LedgerCommand[] {
  return Object.entries(state.items).flatMap(([item, { move }]): readonly LedgerCommand[] => {
    const sighting = items.get(item);
    if (!move) return [];
    const over = move.run ? endOf(lifeOf(move.run)) : move.at;
    // Stryker disable next-line ConditionalExpression: what is not over has no date, which is no number of milliseconds ago
    const isOver = over !== undefined && Date.parse(readAt) - Date.parse(over) >= SETTLING_MS;
    if (!sighting) return isOver ? [{ kind: 'abandon', item, move: move.id, why: 'the item is gone' }] : [];
    return isOver ? [{ kind: 'adopt', id: `${id}.${item}`, item, move: move.id, run, sighting, isOver }] : [];
  });
}

/** Items whose pull request was merged while they were where they are: nobody heard of the merge. */
function laggingMerges({ id, items, run, policy }: Circumstances): readonly LedgerCommand[] {
  return [...items].flatMap(([item, sighting]): readonly LedgerCommand[] => {
    const { version, mergedAt, ambiguous } = sighting;
    // Merged before it came here: a person, or a second visit, brought it back.
    if (ambiguous || mergedAt === undefined || mergedAt < version.at) return [];
    const to = policy.mergedStage ?? 'merged';
    const expected = MERGE_FROM.filter((stage) => stage !== to);
    if (!expected.some((stage) => stage === version.stage)) return [];
    return [{ kind: 'move', id: `${id}.${item}.merged`, item, expected, to, sighting, run }];
  });
}

function lostDispatches({ state, lifeOf, policy }: Circumstances): readonly LedgerCommand[] {
  return Object.entries(state.dispatches).flatMap(([key, { sent, acceptedBy }]): readonly LedgerCommand[] => {
    if (acceptedBy || sent === null) return [];
    const life = lifeOf({ id: sent, attempt: 1 });
    if (life.kind !== 'over') return [];
    const { maxAttempts } = policy;
    switch (life.end) {
      case 'evicted':
        return [{ kind: 'lose', key, how: 'evicted', maxAttempts }];
      case 'cancelled':
        return [{ kind: 'lose', key, how: 'cancelled', maxAttempts }];
      case 'startup-failure':
        return [
          { kind: 'break', why: `run ${sent} could not be started` },
          { kind: 'lose', key, how: 'refused', maxAttempts },
        ];
      case 'completed':
        return [{ kind: 'lose', key, how: 'never-started', maxAttempts }];
    }
  });
}

function freeCapacity({ state, items, backlog, policy }: Circumstances): readonly LedgerCommand[] {
  const inFlight = new Set(
    [...items].flatMap(([item, { version }]) => (isInFlight(version.stage) ? [item] : [])),
  );
  for (const [item, { move }] of Object.entries(state.items))
    if (move && isInFlight(move.to)) inFlight.add(item);
  const { filler, maxInFlight } = policy;
  const isIdle = !Object.values(state.claims).some(({ agent }) => agent === filler?.agent);
  return filler && isIdle && backlog > 0 && inFlight.size < maxInFlight
    ? [{ kind: 'request', ...filler, item: null }]
    : [];
}

/** Items whose runs need not be added up any more. */
function closings({ state, closed }: Circumstances): readonly LedgerCommand[] {
  return Object.keys(state.costs.items).flatMap((item) =>
    closed.has(item) ? [{ kind: 'close', item }] : [],
  );
}

/** Dispatches that are to be sent again: nobody knows of a run, or the run they were sent to came to nothing. */
export function unsent(state: LedgerState, readAt: string): readonly string[] {
  return Object.entries(state.dispatches).flatMap(([key, { at, sent, acceptedBy }]) => {
    const isOld = Date.parse(readAt) - Date.parse(at) >= SENDING_MS;
    return sent === null && acceptedBy === null && isOld ? [key] : [];
  });
}

function endOf(life: Life): string | undefined {
  // Stryker disable next-line ConditionalExpression: the others have no `since`
  return life.kind === 'over' ? life.since : undefined;
}
