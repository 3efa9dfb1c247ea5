import { itemSubject } from '../../../src/core/ledger/claim-subject.ts';
import { isSameRun } from '../../../src/core/ledger/run-reference.ts';
import type { Invariant } from './invariant.ts';

/** I5: a run that lost its claim commits nothing more that GitHub lets us make conditional: no entry, and no push. */
export const fencing: Invariant = {
  id: 'I5',
  promise: 'fencing',
  broken: ({ before, step: { happened } }) => {
    const claims = Object.values(before.ledger.state.claims);
    if (happened?.kind === 'appended') {
      for (const event of happened.entry.events) {
        if (event.type !== 'move-decided' || event.move.under === null) continue;
        const { under } = event.move;
        const isHeld = claims.some(({ id }) => id === under) || happened.by.holds?.claim !== under;
        if (!isHeld) return `${happened.by.name} decided a move under the claim that it lost`;
      }
    }
    if (happened?.kind === 'pushed') {
      const { by, item } = happened;
      const isHolder = claims.some(
        ({ id, run }) => id === by.holds?.claim && by.run !== null && isSameRun(run, by.run),
      );
      if (isHolder) return undefined;
      const successor = before.processes.find(
        ({ name, holds }) =>
          name !== by.name &&
          holds?.subjects.includes(itemSubject(item)) &&
          claims.some(({ id }) => id === holds.claim),
      );
      return successor && `${by.name} pushed to the branch of ${item}, which ${successor.name} holds`;
    }
    return undefined;
  },
};
