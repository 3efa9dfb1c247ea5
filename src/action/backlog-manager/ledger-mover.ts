import type { LedgerCommand } from '../../core/ledger/ledger-command.ts';
import type { LiveClaim } from '../../core/ledger/protocol/live-claim.ts';
import { itemKey } from '../../core/ledger/subject.ts';
import { tryStatus } from '../../github/try-status.ts';
import type { Decision as EventDecision } from '../../intents/decision.ts';
import { moveThroughLedger } from '../../intents/move-through-ledger.ts';
import type { ProjectLedger } from '../../intents/project-ledger.ts';
import { startAt } from '../../intents/start-at.ts';
import { startRequested } from '../../intents/start-requested.ts';
import type { Project } from '../open-project.ts';
import type { Mover } from './mover.ts';

export interface LedgerMover extends Mover {
  /** To be told to the ledger when the claim is released. */
  readonly tell: readonly LedgerCommand[];
}

/** All chosen items in one entry of the ledger, which also holds what their arrival starts. */
export function ledgerMover(
  { board, config, github, now }: Project,
  { ledger, claim }: { readonly ledger: ProjectLedger; readonly claim: LiveClaim },
): LedgerMover {
  const followed: EventDecision[] = [];
  const tell: LedgerCommand[] = [];
  return {
    followed,
    tell,
    async *move(moves) {
      for (const { item, announcement } of moves) await tryStatus(github, item.id, announcement);
      const wanted = moves.map(({ item, destination, expected }) => {
        const starts = startAt(destination.stage, itemKey(item.id), config);
        return { item: item.id, destination, expected, ...(starts && { starts }) };
      });
      const { maxInFlight } = config;
      const made = await moveThroughLedger(ledger, wanted, {
        states: await board.readStates(),
        claim,
        maxInFlight,
        also: tell.splice(0),
      });
      const started = await startRequested(ledger, made.requests.flat(), { github, config, now });
      followed.push(...started.decisions);
      tell.push(...made.settled, ...started.tell);
      for (const [index, { item, correction }] of moves.entries()) {
        const result = made.results[index];
        if (!result) return;
        if (result.outcome !== 'moved') await tryStatus(github, item.id, correction(result));
        yield result;
      }
    },
  };
}
