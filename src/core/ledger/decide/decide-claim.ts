import { type BudgetReached, budgetReached } from '../budget.ts';
import { type ItemKey, itemSubject, PROJECT_SUBJECT } from '../claim-subject.ts';
import { fullCost } from '../cost.ts';
import type { ClaimCommand, ItemFailure, ReleaseCommand, WantCommand } from '../ledger-command.ts';
import type { Request } from '../ledger-event.ts';
import type { Claim, LedgerDispatch, LedgerState } from '../ledger-state.ts';
import type { RunReference } from '../run-reference.ts';
import { accepted, type EntryFacts, type LedgerVerdict, noop, refused } from './ledger-verdict.ts';
import { requestOf } from './request-of.ts';

/**
 * Whether the run may hold the subjects, whether it is the one that works on its dispatch, and whether there is money for it.
 */
export function decideClaim(state: LedgerState, command: ClaimCommand, facts: EntryFacts): LedgerVerdict {
  const { id, agent, run, subjects, item, dead } = command;
  const held = subjects.flatMap((subject) => state.claims[subject] ?? []);
  if (held.length === subjects.length && held.every((claim) => claim.id === id)) return noop('already-known');
  const living = held.find((claim) => claim.id !== id && !isDead(claim, run, dead));
  if (living) return refused('claimed', living);
  const accepts = acceptedDispatch(state, command, facts);
  if (!accepts) return refused('dispatch-closed');
  const isManual = command.dispatch.kind === 'manual';
  if (item !== null && state.items[item]?.needsHuman && !isManual) return refused('needs-human');
  const reached = budgetReached(state, command, facts.at);
  if (reached) return decideAtCap(state, command, reached);
  const { reserve: reserved } = command.budget;
  return accepted({
    type: 'claimed',
    claim: { id, agent, run, epoch: facts.seq, since: facts.at, wanted: false, reserved },
    subjects: [...subjects],
    accepts,
    takenFrom: [...new Set(held.map((claim) => claim.id))],
  });
}

/** The run does not start, and its item is a person's, who is told once. */
function decideAtCap(
  state: LedgerState,
  { item, dispatch }: ClaimCommand,
  reached: BudgetReached,
): LedgerVerdict {
  const handedOver = item !== null && state.items[item]?.needsHuman === false;
  const key = dispatch.kind === 'key' ? dispatch.key : null;
  if (!handedOver && key === null) return { kind: 'refused', reason: 'budget-spent', reached };
  return accepted({ type: 'budget-reached', item, key, reached, handedOver });
}

/** A run's earlier attempt is over once a later one runs: GitHub starts no second one beside it. */
function isDead(claim: Claim, run: RunReference, dead: readonly string[]): boolean {
  return dead.includes(claim.id) || (claim.run.id === run.id && claim.run.attempt < run.attempt);
}

/** Exactly one run accepts a dispatch. A later attempt of that run may take it up again while nobody else has moved on. */
function acceptedDispatch(state: LedgerState, command: ClaimCommand, facts: EntryFacts): Request | undefined {
  const { agent, item, run, dispatch } = command;
  if (dispatch.kind === 'manual') return requestOf({ agent, cause: dispatch.cause }, item, facts, run);
  const { key } = dispatch;
  const asked = state.dispatches[key];
  if (!asked || asked.agent !== agent || asked.item !== item) return undefined;
  const { acceptedBy } = asked;
  const isOpen = acceptedBy === null || (acceptedBy.id === run.id && acceptedBy.attempt <= run.attempt);
  return isOpen ? { key, dispatch: { ...asked, sent: run.id, acceptedBy: run } } : undefined;
}

export function decideWant(state: LedgerState, { subjects }: WantCommand): LedgerVerdict {
  const wanted = subjects.filter((subject) => state.claims[subject]?.wanted === false);
  return wanted.length > 0 ? accepted({ type: 'wanted', subjects: wanted }) : noop('already-known');
}

/** Gives up what this claim holds, and nothing that another has taken over meanwhile. */
export function decideRelease(state: LedgerState, command: ReleaseCommand, facts: EntryFacts): LedgerVerdict {
  const held = Object.entries(state.claims).filter(([, { id }]) => id === command.claim);
  const [first] = held;
  if (!first) return noop('claim-lost');
  const [, { run, agent, reserved }] = first;
  const failed = command.failed ? countAttempt(state, command.failed) : null;
  const isProject = held.some(([subject, { wanted }]) => subject === PROJECT_SUBJECT && wanted);
  const requests =
    isProject && !waitingDispatch(state, { agent, item: null })
      ? [requestOf({ agent, cause: 'wanted' }, null, facts)]
      : [];
  return accepted({
    type: 'released',
    claim: command.claim,
    run,
    forDead: command.forDead ?? false,
    failed,
    cost: command.cost === undefined ? (fullCost(reserved) ?? null) : command.cost,
    requests,
  });
}

/** Of an item that somebody works on, what it cost is still to be added up. */
export function decideClose(state: LedgerState, item: ItemKey): LedgerVerdict {
  if (!state.costs.items[item]) return noop('already-known');
  return state.claims[itemSubject(item)] ? refused('claimed') : accepted({ type: 'item-closed', item });
}

/** The key of a dispatch that no run has accepted yet. */
export function waitingDispatch(
  state: LedgerState,
  { agent, item }: Pick<LedgerDispatch, 'agent' | 'item'>,
): string | undefined {
  const found = Object.entries(state.dispatches).find(
    ([, dispatch]) => dispatch.agent === agent && dispatch.item === item && dispatch.acceptedBy === null,
  );
  return found?.[0];
}

/** One more failure; with the last that is allowed the item is handed to a person, once. */
export function countAttempt(state: LedgerState, { item, cause, maxAttempts }: ItemFailure) {
  const known = state.items[item];
  const count = (known?.attempts[cause] ?? 0) + 1;
  return { item, cause, handedOver: count >= maxAttempts && !known?.needsHuman };
}
