import type { Reason } from '../../reasons.ts';
import { decideClaim } from '../decide/decide-claim.ts';
import type { ClaimCommand } from '../ledger-command.ts';
import type { Claim, LedgerState } from '../ledger-state.ts';
import { isSameRun } from '../run-reference.ts';
import { type Protocol, perform } from './effect.ts';
import { grantedClaim, type LiveClaim } from './live-claim.ts';
import { type Preparation, transact } from './transact.ts';

export type ClaimRequest = Omit<ClaimCommand, 'kind' | 'dead'>;

export type ClaimEnd =
  | { readonly kind: 'held'; readonly claim: LiveClaim; readonly state: LedgerState }
  | { readonly kind: 'refused'; readonly reason: Reason; readonly holder?: Claim }
  | { readonly kind: 'failed'; readonly reason: Reason; readonly message: string };

/**
 * Takes the subjects for this run, and accepts its dispatch. Whether a present holder lives is asked of GitHub, never
 * guessed from a clock. A run that is refused leaves word that it was there, so that the holder's end starts the next.
 */
export function* claimSubjects(request: ClaimRequest): Protocol<ClaimEnd> {
  const decision = yield* transact(request.id, (state) => prepareClaim(request, state));
  if (decision.kind === 'failed') return decision;
  const [verdict] = decision.verdicts;
  if (verdict?.kind === 'accepted' && verdict.event.type === 'claimed') {
    const { claim, accepts, takenFrom, subjects } = verdict.event;
    const { item } = request;
    const hasPredecessor = takenFrom.length > 0 || (item !== null && decision.state.items[item]?.deadSince);
    if (hasPredecessor && item !== null) {
      const fenced = yield* perform({ kind: 'fence', item });
      if (fenced.kind !== 'fenced') return { kind: 'failed', reason: fenced.reason, message: fenced.message };
    }
    return {
      kind: 'held',
      claim: grantedClaim(claim, { subjects, key: accepts.key }),
      state: decision.state,
    };
  }
  if (verdict?.kind === 'refused') {
    const { reason, holder } = verdict;
    return { kind: 'refused', reason, ...(holder && { holder }) };
  }
  const claim = Object.values(decision.state.claims).find(({ id }) => id === request.id);
  const key = claim && acceptedKey(decision.state, claim);
  if (!claim || key === undefined) throw new Error('A claim was neither granted nor refused');
  return {
    kind: 'held',
    claim: grantedClaim(claim, { subjects: request.subjects, key }),
    state: decision.state,
  };
}

function* prepareClaim(request: ClaimRequest, state: LedgerState): Protocol<Preparation<undefined>> {
  const holders = request.subjects.flatMap((subject) => state.claims[subject] ?? []);
  const lives =
    holders.length === 0 ? [] : yield* perform({ kind: 'ask-runs', runs: holders.map(({ run }) => run) });
  const dead = holders.filter((_, index) => lives[index]?.kind === 'over').map(({ id }) => id);
  const claim: ClaimCommand = { kind: 'claim', ...request, dead };
  const commands = [claim, ...wantOf(claim, state)];
  return { kind: 'commands', commands, read: undefined };
}

/** In the same entry as the refusal's reading: a holder that ends meanwhile makes it conflict, and is then gone. */
function wantOf(claim: ClaimCommand, state: LedgerState) {
  const verdict = decideClaim(state, claim, { seq: state.seq + 1, at: state.since });
  const isHeld = verdict.kind === 'refused' && verdict.reason === 'claimed';
  return isHeld ? [{ kind: 'want', subjects: claim.subjects } as const] : [];
}

function acceptedKey(state: LedgerState, claim: Claim): string | undefined {
  const found = Object.entries(state.dispatches).find(
    ([, { acceptedBy }]) => acceptedBy && isSameRun(acceptedBy, claim.run),
  );
  return found?.[0];
}
