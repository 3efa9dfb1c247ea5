import type { AnnouncedMove } from '../../boards/board.ts';
import { PROJECT_SUBJECT } from '../../core/ledger/claim-subject.ts';
import type { LedgerCommand } from '../../core/ledger/ledger-command.ts';
import type { LiveClaim } from '../../core/ledger/protocol/claim-subjects.ts';
import { requireHeld } from '../../core/ledger/warrant.ts';
import type { MoveResult } from '../../core/move-result.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { GitHub } from '../../github/wire/client.ts';
import type { EventDecision } from '../../orchestration/event-decision.ts';
import { moveThroughLedger } from '../../orchestration/move-through-ledger.ts';
import type { ProjectLedger } from '../../orchestration/open-ledger.ts';
import { startRequested } from '../../orchestration/start-requested.ts';
import type { Project } from '../run/open-project.ts';
import { tellItem } from '../run/tell-item.ts';
import type { Mover } from './mover.ts';

export interface LedgerMover extends Mover {
  /** To be told to the ledger when the claim is released. */
  readonly tell: readonly LedgerCommand[];
}

/**
 * All chosen items in one entry of the ledger, which also holds what their arrival starts. No item is moved that could not
 * be told why, nor any that was chosen after it.
 */
export function ledgerMover(claim: LiveClaim, project: Project, ledger: ProjectLedger): LedgerMover {
  requireHeld(claim, [PROJECT_SUBJECT]);
  const { board, config, github, now } = project;
  const followed: EventDecision[] = [];
  const tell: LedgerCommand[] = [];
  const moveTogether = async (moves: readonly AnnouncedMove[]): Promise<readonly MoveResult[]> => {
    const made = await moveThroughLedger(
      ledger,
      moves.map(({ item, destination, expected }) => ({ item: item.id, destination, expected })),
      {
        states: await board.readStates(),
        config,
        claim,
        maxInFlight: config.maxInFlight,
        also: tell.splice(0),
      },
    );
    const started = await startRequested(ledger, made.requests.flat(), { github, config, now });
    followed.push(...started.decisions);
    tell.push(...made.settled, ...started.tell);
    return made.results;
  };
  return {
    followed,
    tell,
    async *move(moves) {
      const { announced, failure } = await announce(claim, github, moves);
      const results = announced.length > 0 ? await moveTogether(announced) : [];
      yield* results;
      // A move that did not happen must not leave a comment behind that says it would.
      for (const [index, { item, correction }] of announced.entries()) {
        const result = results[index];
        if (!result || result.outcome === 'moved') continue;
        await tellItem(claim, { github, item: item.id, status: correction(result) });
      }
      if (failure) throw failure;
    },
  };
}

interface Announced {
  readonly announced: readonly AnnouncedMove[];
  /** Why the next one was not. */
  readonly failure?: ProviderError;
}

async function announce(
  claim: LiveClaim,
  github: GitHub,
  moves: readonly AnnouncedMove[],
): Promise<Announced> {
  for (const [index, { item, announcement: status }] of moves.entries()) {
    try {
      await tellItem(claim, { github, item: item.id, status });
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      return { announced: moves.slice(0, index), failure: error };
    }
  }
  return { announced: moves };
}
