import type { LedgerCommand } from '../ledger-command.ts';
import type { LedgerState } from '../ledger-state.ts';
import { decideClaim, decideClose, decideRelease, decideWant } from './decide-claim.ts';
import { decideLose, decideRequest, decideSent } from './decide-dispatch.ts';
import { decideAbandon, decideAdopt, decideMove } from './decide-move.ts';
import { decideObserve } from './decide-observe.ts';
import { accepted, type EntryFacts, type LedgerVerdict, noop } from './ledger-verdict.ts';

/** The third interlock: the only place that knows what may follow what. Pure, so that every order of it can be tried. */
export function decide(state: LedgerState, command: LedgerCommand, facts: EntryFacts): LedgerVerdict {
  switch (command.kind) {
    case 'move':
      return decideMove(state, command, facts);
    case 'observe':
      return decideObserve(state, command, facts);
    case 'adopt':
      return decideAdopt(state, command, facts);
    case 'abandon':
      return decideAbandon(state, command);
    case 'claim':
      return decideClaim(state, command, facts);
    case 'want':
      return decideWant(state, command);
    case 'release':
      return decideRelease(state, command, facts);
    case 'request':
      return decideRequest(state, command, facts);
    case 'close':
      return decideClose(state, command.item);
    case 'sent':
      return decideSent(state, command);
    case 'lose':
      return decideLose(state, command);
    case 'break':
      return state.breaker
        ? noop('already-known')
        : accepted({ type: 'breaker-opened', why: command.why, since: facts.at });
    case 'mend':
      return state.breaker ? accepted({ type: 'breaker-closed' }) : noop('already-known');
  }
}
