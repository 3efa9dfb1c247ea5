import { NO_BUDGET } from '../../core/ledger/budget.ts';
import { claimSubjects } from '../../core/ledger/protocol/claim-subjects.ts';
import type { Protocol } from '../../core/ledger/protocol/effect.ts';
import { moveItems } from '../../core/ledger/protocol/move-items.ts';
import { releaseClaim } from '../../core/ledger/protocol/release-claim.ts';
import { drive, type LedgerWorld } from '../../ledger/ledger-world.ts';
import type { Figure } from './figure.ts';

const ITEM = 'acme/web#1';
const RUN = { id: 1, attempt: 1 };
const SUBJECTS = [`item ${ITEM}`];

/** What one decision costs while nobody else decides anything. */
export async function callsOfDecisions(
  effects: LedgerWorld,
  countCalls: () => number,
): Promise<readonly Figure[]> {
  const measure = async <T>(protocol: Protocol<T>, isDone: (end: T) => boolean): Promise<number> => {
    const before = countCalls();
    const end = await drive(protocol, effects);
    if (!isDone(end)) throw new Error(`a decision was not made: ${JSON.stringify(end)}`);
    return countCalls() - before;
  };
  const dispatch = { kind: 'manual', cause: 'bench' } as const;
  const holder = { id: 'claim', agent: 'implementation', run: RUN };
  const claim = { ...holder, subjects: SUBJECTS, dispatch, item: ITEM, budget: NO_BUDGET };
  const claiming = await measure(claimSubjects(claim), ({ kind }) => kind === 'held');
  const move = {
    id: 'move',
    item: ITEM,
    expected: ['backlog'],
    to: 'todo',
    run: RUN,
    claim: 'claim',
  } as const;
  const moving = await measure(
    moveItems({ id: 'moves', moves: [move], maxInFlight: 1 }),
    ([end]) => end?.outcome === 'moved',
  );
  const release = { id: 'release', claim: 'claim', subjects: SUBJECTS };
  const releasing = await measure(releaseClaim(release), ({ kind }) => kind === 'released');
  return [
    { name: 'a move, both readings included', value: moving, unit: 'calls', aim: { atMost: 4 } },
    { name: 'a claim', value: claiming, unit: 'calls', aim: { atMost: 2 } },
    { name: 'a release', value: releasing, unit: 'calls' },
  ];
}
