import type { LedgerState } from '../core/ledger/ledger-state.ts';
import { isSameRun, type RunReference } from '../core/ledger/run-reference.ts';

/** Since when the ledger names a run, in whatever part: ISO 8601, UTC. `undefined`: it does not name it. */
export function knownSince(state: LedgerState, run: RunReference): string | undefined {
  const times = [
    ...Object.values(state.claims).flatMap((claim) => (isSameRun(claim.run, run) ? [claim.since] : [])),
    ...Object.values(state.items).flatMap(({ move }) =>
      move?.run && isSameRun(move.run, run) ? [move.at] : [],
    ),
    ...Object.values(state.dispatches).flatMap(({ sent, acceptedBy, at }) =>
      sent === run.id || acceptedBy?.id === run.id ? [at] : [],
    ),
  ];
  return times.sort((one, other) => Date.parse(one) - Date.parse(other))[0];
}
