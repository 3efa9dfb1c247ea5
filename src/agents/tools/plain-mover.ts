import { moveItem } from '../../boards/move-item.ts';
import type { NoLedger } from '../../core/ledger/warrant.ts';
import type { EventDecision } from '../../orchestration/event-decision.ts';
import type { Mover } from '../backlog-manager/mover.ts';
import { demonstratedExpectation } from '../run/demonstration.ts';
import { followMove } from '../run/follow-move.ts';
import type { Project } from '../run/open-project.ts';
import type { Environment } from '../run/surroundings.ts';
import { tellItem } from '../run/tell-item.ts';

/** Guarded moves of single items in a project without a ledger: said on the item first, and taken back if it did not happen. */
export function plainMover(warrant: NoLedger, project: Project, env: Environment): Mover {
  const { board, github } = project;
  const followed: EventDecision[] = [];
  return {
    followed,
    async *move(moves) {
      for (const { item, destination, announcement, correction, ...move } of moves) {
        const expected = move.expected && demonstratedExpectation(move.expected, env);
        await tellItem(warrant, { github, item: item.id, status: announcement });
        const result = await moveItem(board, { item: item.id, destination, expected });
        if (result.outcome === 'moved') {
          followed.push(...(await followMove(project, { item: item.id, stage: destination.stage })));
        } else {
          await tellItem(warrant, { github, item: item.id, status: correction(result) });
        }
        yield result;
      }
    },
  };
}
