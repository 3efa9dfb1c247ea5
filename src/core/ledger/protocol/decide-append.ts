import { decideAll } from '../decide/decide-all.ts';
import type { LedgerVerdict } from '../decide/ledger-verdict.ts';
import { proposalSchema } from '../ledger-command.ts';
import type { Entry } from '../ledger-event.ts';
import type { LedgerState } from '../ledger-state.ts';
import type { Ambiguous, Answers, Denied, Effect } from './effect.ts';

export type Append = Extract<Effect, { kind: 'append' }>;

/** The request to GitHub that an append comes down to. */
export interface LedgerCommit {
  /** Commit that the entry was decided on. */
  readonly head: string;
  readonly entry: Entry;
  readonly state: LedgerState;
}

export type Committed = { readonly kind: 'committed' } | { readonly kind: 'conflict' } | Ambiguous | Denied;

export type DecidedAppend =
  | { readonly kind: 'unchanged'; readonly verdicts: readonly LedgerVerdict[] }
  | {
      readonly kind: 'changed';
      readonly commit: LedgerCommit;
      /** What the append is answered with, by what came of the commit. */
      readonly answer: (committed: Committed) => Answers['append'];
    };

/** Decides the commands of an append on what was read. A command that is none is a defect of ours, and throws. */
export function decideAppend({ head, state, version, id, at, commands }: Append): DecidedAppend {
  const proposal = proposalSchema.parse({ version, id, at, commands });
  const { verdicts, append } = decideAll(state, proposal.commands, proposal);
  if (!append) return { kind: 'unchanged', verdicts };
  const tried = { entry: append.entry.id, verdicts };
  return {
    kind: 'changed',
    commit: { head, ...append },
    answer: (committed) => {
      switch (committed.kind) {
        case 'committed':
          return { kind: 'appended', state: append.state, ...tried };
        case 'conflict':
        case 'ambiguous':
          return { ...committed, ...tried };
        case 'denied':
          return committed;
      }
    },
  };
}
