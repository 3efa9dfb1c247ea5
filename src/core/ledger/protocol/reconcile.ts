import type { Reason } from '../../reasons.ts';
import type { Circumstances, Policy } from '../circumstances.ts';
import type { ItemKey } from '../claim-subject.ts';
import type { LedgerVerdict } from '../decide/ledger-verdict.ts';
import { due, unsent } from '../due.ts';
import type { LedgerCommand, Sighting } from '../ledger-command.ts';
import type { LedgerState } from '../ledger-state.ts';
import { isSameRun, type RunReference } from '../run-reference.ts';
import { requestedBy } from './decide-and-send.ts';
import { type Life, type Protocol, perform } from './effect.ts';
import { type Sent, sendDispatches, tellSent } from './send-dispatches.ts';
import { type Preparation, transact } from './transact.ts';
import { carryOutMove, type WriteEnd } from './write-move.ts';

export interface ReconcileRequest {
  /** Random. */
  readonly id: string;
  /** `null`: the app. */
  readonly run: RunReference | null;
  readonly policy: Policy;
}

export type ReconcileEnd =
  | {
      readonly kind: 'reconciled';
      /** What was found to be due, and what the ledger said to it. */
      readonly findings: readonly CommandVerdict[];
      readonly written: readonly { readonly item: ItemKey; readonly end: WriteEnd }[];
      readonly sent: readonly Sent[];
    }
  | { readonly kind: 'failed'; readonly reason: Reason; readonly message: string };

export interface CommandVerdict {
  readonly command: LedgerCommand;
  readonly verdict: LedgerVerdict;
}

interface Read {
  readonly commands: readonly LedgerCommand[];
  readonly items: Circumstances['items'];
  readonly readAt: string;
}

/** What one round does may make more due: a claim that ends frees an item, a move that is settled a place. */
const MAX_ROUNDS = 3;

/**
 * Makes good what was lost, until nothing more is due: in each round one entry for all that is, then the board, then
 * the dispatches. Level-triggered: it asks what is, never what happened, so it may run at any time, twice, and beside
 * itself.
 */
export function* reconcile(request: ReconcileRequest): Protocol<ReconcileEnd> {
  const rounds: Reconciled[] = [];
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const end = yield* reconcileOnce({ ...request, id: `${request.id}.${round}` });
    if (end.kind === 'failed') {
      // What the rounds before have done is done; the next pass finds the rest.
      if (rounds.length === 0) return end;
      break;
    }
    rounds.push(end);
    if (end.findings.every(({ verdict }) => verdict.kind !== 'accepted') && !end.isMended) break;
  }
  return {
    kind: 'reconciled',
    findings: rounds.flatMap(({ findings }) => findings),
    written: rounds.flatMap(({ written }) => written),
    sent: rounds.flatMap(({ sent }) => sent),
  };
}

type Reconciled = Extract<ReconcileEnd, { kind: 'reconciled' }> & { readonly isMended: boolean };

function* reconcileOnce(
  request: ReconcileRequest,
): Protocol<Reconciled | Extract<ReconcileEnd, { kind: 'failed' }>> {
  const decision = yield* transact(request.id, (state, readAt) => prepare(request, state, readAt));
  if (decision.kind === 'failed') return decision;
  const { commands, readAt } = decision.read;
  const findings = commands.flatMap((command, index): readonly CommandVerdict[] => {
    const verdict = decision.verdicts[index];
    // Stryker disable next-line ArrayDeclaration: each command has its verdict.
    return verdict ? [{ command, verdict }] : [];
  });
  const written: { item: ItemKey; end: WriteEnd }[] = [];
  for (const { verdict } of findings) {
    if (verdict.kind !== 'accepted') continue;
    const { event } = verdict;
    if (event.type !== 'move-decided' && event.type !== 'move-adopted') continue;
    const { item, move } = event;
    const end = yield* carryOutMove(
      `${request.id}.${item}`,
      { item, to: move.to, move: move.id, from: move.read },
      {
        state: decision.state,
        recovered: decision.recovered && { latest: decision.recovered.latest.items.get(item) },
      },
    );
    written.push({ item, end });
  }
  const fresh = findings.flatMap(({ verdict }) => requestedBy(verdict));
  const waiting = [...new Set([...fresh, ...unsent(decision.state, readAt)])];
  const sent = yield* sendOrProbe(waiting, decision.state);
  const told = yield* tellSent(request.id, sent, decision.state);
  const isMended = told.some(({ kind }) => kind === 'mend');
  return { kind: 'reconciled', findings, written, sent, isMended };
}

/** While the breaker is open one dispatch is sent in a pass, to see whether somebody has corrected the workflow. */
function sendOrProbe(keys: readonly string[], state: LedgerState): Protocol<readonly Sent[]> {
  return state.breaker
    ? sendDispatches(keys.slice(0, 1), { ...state, breaker: null })
    : sendDispatches(keys, state);
}

function* prepare(
  { id, run, policy }: ReconcileRequest,
  state: LedgerState,
  readAt: string,
): Protocol<Preparation<Read>> {
  const known = Object.keys(state.items);
  const answer = yield* perform({ kind: 'read-items', items: known, inFlight: true });
  if (answer.kind === 'unreadable') return answer;
  const unknown = answer.inFlight.filter((item) => !known.includes(item));
  const more =
    unknown.length > 0
      ? yield* perform({ kind: 'read-items', items: unknown, inFlight: false })
      : ({ kind: 'items', sightings: [] } as const);
  if (more.kind === 'unreadable') return more;
  const items = new Map<ItemKey, Sighting>();
  const closed = new Set<ItemKey>(yield* findClosed(state));
  const sightings = [...answer.sightings, ...more.sightings];
  for (const [index, item] of [...known, ...unknown].entries()) {
    const sighting = sightings[index];
    if (sighting) items.set(item, sighting);
    if (!sighting?.open) closed.add(item);
  }
  const runs = runsOf(state);
  // Stryker disable next-line ArrayDeclaration: nobody is asked about, so nobody looks.
  const lives = runs.length > 0 ? yield* perform({ kind: 'ask-runs', runs }) : [];
  const lifeOf = (one: RunReference): Life =>
    // Stryker disable next-line ObjectLiteral,StringLiteral: all that is not over counts as alive.
    lives[runs.findIndex((asked) => isSameRun(asked, one))] ?? { kind: 'unknown' };
  const circumstances: Circumstances = {
    id,
    state,
    items,
    backlog: answer.backlog,
    closed,
    lifeOf,
    readAt,
    run,
    policy,
  };
  const commands = due(circumstances);
  return { kind: 'commands', commands, read: { commands, items, readAt } };
}

/**
 * Of the items that are known only for what they have cost. One may be in a repository that is gone, so each repository is
 * asked by itself: what cannot be read holds nothing up, and is kept.
 */
function* findClosed({ items, costs }: LedgerState): Protocol<readonly ItemKey[]> {
  const asked = Object.keys(costs.items).filter((item) => !items[item]);
  const closed: ItemKey[] = [];
  for (const repository of new Set(asked.map(repositoryOf))) {
    const own = asked.filter((item) => repositoryOf(item) === repository);
    const answer = yield* perform({ kind: 'read-items', items: own, inFlight: false });
    if (answer.kind === 'unreadable') continue;
    closed.push(...own.filter((_, index) => !answer.sightings[index]?.open));
  }
  return closed;
}

function repositoryOf(item: ItemKey): string {
  return item.slice(0, item.indexOf('#'));
}

/** Every run that something waits for, each once. */
function runsOf(state: LedgerState): readonly RunReference[] {
  const all = [
    ...Object.values(state.claims).map(({ run }) => run),
    ...Object.values(state.items).flatMap(({ move }) => move?.run ?? []),
    ...Object.values(state.dispatches).flatMap(({ sent, acceptedBy }) =>
      sent !== null && acceptedBy === null ? [{ id: sent, attempt: 1 }] : [],
    ),
  ];
  return all.filter((run, index) => all.findIndex((other) => isSameRun(run, other)) === index);
}
