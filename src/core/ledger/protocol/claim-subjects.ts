import type { Reason } from '../../reasons.ts';
import type { BudgetReached } from '../budget.ts';
import type { ClaimSubject } from '../claim-subject.ts';
import { decideClaim } from '../decide/decide-claim.ts';
import type { ClaimCommand } from '../ledger-command.ts';
import type { Claim, LedgerState } from '../ledger-state.ts';
import { type Protocol, perform } from './effect.ts';
import { type Preparation, submit, transact } from './transact.ts';

export type ClaimRequest = Omit<ClaimCommand, 'kind' | 'dead'>;

export type ClaimEnd =
  | { readonly kind: 'held'; readonly claim: LiveClaim; readonly state: LedgerState }
  | {
      readonly kind: 'refused';
      readonly reason: Reason;
      readonly holder?: Claim;
      /** The cap that the run could have passed. */
      readonly reached?: BudgetReached;
      /** The item is a person's since then, who is to be told. */
      readonly handedOver?: boolean;
    }
  | {
      readonly kind: 'failed';
      readonly reason: Reason;
      readonly message: string;
      /** It was granted all the same, and only the item could not be fenced. */
      readonly isGranted?: true;
    };

/**
 * Takes the subjects for this run, and accepts its dispatch. Whether a present holder lives is asked of GitHub, never
 * guessed from a clock. A run that is refused leaves word that it was there, so that the holder's end starts the next.
 */
export function* claimSubjects(request: ClaimRequest): Protocol<ClaimEnd> {
  const decision = yield* transact(request.id, (state) => prepareClaim(request, state));
  if (decision.kind === 'failed') return decision;
  const [verdict] = decision.verdicts;
  if (verdict?.kind === 'accepted' && verdict.event.type === 'claimed') {
    const { claim, takenFrom, subjects } = verdict.event;
    const { item } = request;
    if (item !== null && (takenFrom.length > 0 || decision.state.items[item]?.deadSince)) {
      const fenced = yield* perform({ kind: 'fence', item });
      if (fenced.kind !== 'fenced') {
        return { kind: 'failed', reason: fenced.reason, message: fenced.message, isGranted: true };
      }
    }
    return { kind: 'held', claim: grant(claim, subjects), state: decision.state };
  }
  if (verdict?.kind === 'accepted' && verdict.event.type === 'budget-reached') {
    const { reached, handedOver } = verdict.event;
    return { kind: 'refused', reason: 'budget-spent', reached, handedOver };
  }
  if (verdict?.kind === 'refused') {
    const { reason, holder, reached } = verdict;
    return { kind: 'refused', reason, ...(holder && { holder }), ...(reached && { reached }) };
  }
  const claim = claimIn(decision.state, request.id);
  if (!claim) throw new Error('A claim was neither granted nor refused');
  return { kind: 'held', claim, state: decision.state };
}

export type ResumeEnd =
  | { readonly kind: 'held'; readonly claim: LiveClaim; readonly state: LedgerState }
  /** Given up, or taken over: what it held is another's. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'failed'; readonly reason: Reason; readonly message: string };

/** A claim of this run that an earlier process of it was granted, if it still stands. Costs one call. */
export function* resumeClaim(id: string, claim: string): Protocol<ResumeEnd> {
  const decision = yield* submit(id, []);
  if (decision.kind === 'failed') return decision;
  const { state } = decision;
  const held = claimIn(state, claim);
  return held ? { kind: 'held', claim: held, state } : { kind: 'lost' };
}

function* prepareClaim(request: ClaimRequest, state: LedgerState): Protocol<Preparation<undefined>> {
  const holders = holdersOf(request.subjects, state);
  const lives =
    // Stryker disable next-line ArrayDeclaration: nobody is asked about, so nobody looks.
    holders.length === 0 ? [] : yield* perform({ kind: 'ask-runs', runs: holders.map(({ run }) => run) });
  const dead = holders.filter((_, index) => lives[index]?.kind === 'over').map(({ id }) => id);
  const claim: ClaimCommand = { kind: 'claim', ...request, dead };
  const commands = [claim, ...wantOf(claim, state)];
  return { kind: 'commands', commands, read: undefined };
}

/** Each once, whatever it holds of them. */
function holdersOf(subjects: readonly ClaimSubject[], { claims }: LedgerState): readonly Claim[] {
  const all = subjects.flatMap((subject) => claims[subject] ?? []);
  return [...new Map(all.map((claim) => [claim.id, claim])).values()];
}

/** In the same entry as the refusal's reading: a holder that ends meanwhile makes it conflict, and is then gone. */
function wantOf(claim: ClaimCommand, state: LedgerState) {
  // Stryker disable next-line ObjectLiteral,ArithmeticOperator: they name the entry of a claim that is granted.
  const verdict = decideClaim(state, claim, { seq: state.seq + 1, at: state.since });
  // Stryker disable next-line ConditionalExpression: nothing but a refusal has the reason that is asked for below.
  if (verdict.kind !== 'refused') return [];
  return verdict.reason === 'claimed' ? [{ kind: 'want', subjects: claim.subjects } as const] : [];
}

function claimIn({ claims }: LedgerState, id: string): LiveClaim | undefined {
  const held = Object.entries(claims).filter(([, claim]) => claim.id === id);
  const subjects = held.map(([subject]) => subject);
  const [first] = held;
  return first && grant(first[1], subjects);
}

function grant({ id, agent, run, epoch }: Claim, subjects: readonly ClaimSubject[]): LiveClaim {
  // The brand exists for the compiler alone.
  return { id, agent, run, epoch, subjects } as LiveClaim;
}

declare const live: unique symbol;

/**
 * A claim that the ledger names as this run's. Only `claimSubjects` and `resumeClaim` make one, so a function that
 * takes it as an argument cannot be called by a run that holds nothing.
 */
export interface LiveClaim extends Pick<Claim, 'id' | 'agent' | 'run' | 'epoch'> {
  readonly [live]: true;
  readonly subjects: readonly ClaimSubject[];
}
