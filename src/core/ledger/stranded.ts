import type { Circumstances } from './circumstances.ts';
import { type ItemKey, itemSubject } from './claim-subject.ts';
import type { LedgerCommand, Sighting } from './ledger-command.ts';
import type { Claim, ItemRecord, LedgerState } from './ledger-state.ts';
import { compareVersions } from './version.ts';

/**
 * Items that no agent works on any more: those in todo are started, those in progress move on if their work is
 * published, and started again if an agent had taken them. What people brought there themselves is left alone.
 */
export function stranded(circumstances: Circumstances): readonly LedgerCommand[] {
  const { state, items, policy } = circumstances;
  const { held, cancelled } = holdersOf(circumstances);
  const waiting = Object.values(state.dispatches).filter(
    ({ item, acceptedBy }) => item !== null && acceptedBy === null,
  );
  const working = [...held].filter((subject) => subject.startsWith('item '));
  let places = (policy.maxRuns ?? Number.POSITIVE_INFINITY) - waiting.length - working.length;
  return Object.entries(state.items).flatMap(([item, record]): readonly LedgerCommand[] => {
    const sighting = items.get(item);
    const isBusy =
      record.move !== null ||
      held.has(itemSubject(item)) ||
      waiting.some((dispatch) => dispatch.item === item);
    if (!sighting || sighting.ambiguous || !sighting.open || isBusy) return [];
    // What the board shows is news to the ledger, and perhaps a person's hand: it is told first, and asked again.
    if (compareVersions(record.seen, sighting.version, sighting.readAt) !== 'same') return [];
    const starts = policy.startsAt('todo', item);
    switch (sighting.version.stage) {
      case 'todo':
        if (!starts || places <= 0) return [];
        places -= 1;
        return [{ kind: 'request', agent: starts.agent, item, cause: 'no-run' }];
      case 'in-progress':
        // A person who cancels a run decides what becomes of its item.
        return cancelled.has(itemSubject(item)) ? [] : leftInProgress(circumstances, item, record, sighting);
      default:
        return [];
    }
  });
}

/**
 * Whether what was to be done in the item's present stage is on its pull request. What was published before it came
 * there is of an earlier visit, or was brought back by a person.
 */
export function isPublished(sighting: Sighting | undefined): boolean {
  if (!sighting || sighting.version.stage !== 'in-progress') return false;
  const { publishedAt, version } = sighting;
  // Stryker disable next-line ConditionalExpression: `undefined` is at or after nothing
  return publishedAt !== undefined && publishedAt >= version.at;
}

function leftInProgress(
  { id, run, policy }: Circumstances,
  item: ItemKey,
  record: ItemRecord,
  sighting: Sighting,
): readonly LedgerCommand[] {
  const move = { kind: 'move', item, expected: ['in-progress'], sighting, run } as const;
  if (isPublished(sighting)) {
    const isLeft = record.needsHuman || !policy.hasReview;
    return isLeft ? [] : [{ ...move, id: `${id}.${item}.review`, to: 'in-review' }];
  }
  const starts = policy.startsAt('todo', item);
  if (record.under === null || !starts) return [];
  return [{ ...move, id: `${id}.${item}.return`, to: 'todo', starts: { ...starts, cause: 'run-died' } }];
}

interface Holders {
  /** Subjects that a run holds which is not known to be over. */
  readonly held: ReadonlySet<string>;
  /** Subjects of runs that a person cancelled. */
  readonly cancelled: ReadonlySet<string>;
}

function holdersOf({ state, lifeOf }: Circumstances): Holders {
  const held = new Set<string>();
  const cancelled = new Set<string>();
  for (const [claim, subjects] of liveClaims(state)) {
    const life = lifeOf(claim.run);
    if (life.kind === 'over' && life.end !== 'cancelled') continue;
    const holders = life.kind === 'over' ? cancelled : held;
    for (const subject of subjects) holders.add(subject);
  }
  return { held, cancelled };
}

/** Each claim once, with what it holds. */
export function liveClaims(state: LedgerState): readonly (readonly [Claim, readonly string[]])[] {
  const subjects = new Map<string, { readonly claim: Claim; readonly held: string[] }>();
  for (const [subject, claim] of Object.entries(state.claims)) {
    const known = subjects.get(claim.id);
    if (known) known.held.push(subject);
    else subjects.set(claim.id, { claim, held: [subject] });
  }
  return [...subjects.values()].map(({ claim, held }) => [claim, held] as const);
}
