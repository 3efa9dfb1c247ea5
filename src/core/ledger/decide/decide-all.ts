import { evolve } from '../evolve.ts';
import type { LedgerCommand } from '../ledger-command.ts';
import { ENTRY_VERSION, type Entry, type LedgerEvent } from '../ledger-event.ts';
import type { LedgerState } from '../ledger-state.ts';
import { decide } from './decide.ts';
import type { LedgerVerdict } from './ledger-verdict.ts';

export interface DecidedTogether {
  /** One for each command, in their order. */
  readonly verdicts: readonly LedgerVerdict[];
  /** What is to be appended; `undefined` if nothing was accepted. */
  readonly append: { readonly entry: Entry; readonly state: LedgerState } | undefined;
}

/** Decides several commands of one process in one entry, each on what the ones before it left. */
export function decideAll(
  state: LedgerState,
  commands: readonly LedgerCommand[],
  { id, at }: Pick<Entry, 'id' | 'at'>,
): DecidedTogether {
  const seq = state.seq + 1;
  const events: LedgerEvent[] = [];
  const entry = (): Entry => ({ version: ENTRY_VERSION, id, seq, at, events: [...events] });
  let now = state;
  const verdicts = commands.map((command) => {
    const verdict = decide(now, command, { seq, at });
    if (verdict.kind === 'accepted') {
      events.push(verdict.event);
      now = evolve(state, entry());
    }
    return verdict;
  });
  return { verdicts, append: events.length > 0 ? { entry: entry(), state: now } : undefined };
}
