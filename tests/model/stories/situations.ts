import { NO_BUDGET } from '../../../src/core/ledger/budget.ts';
import { type ClaimSubject, type ItemKey, itemSubject } from '../../../src/core/ledger/claim-subject.ts';
import type { LedgerCommand } from '../../../src/core/ledger/ledger-command.ts';
import type { RunReference } from '../../../src/core/ledger/run-reference.ts';
import { IMPLEMENTATION } from '../actors/moved.ts';
import { cellIn, sightingOf } from '../world/cell.ts';
import type { Fault, Run } from '../world/world.ts';
import { ASKED, putIntoTodo, type Setting } from './setting.ts';

/** Whatever may go wrong but for board writes that land late, which are a negative control. */
export const ANYTHING: readonly Fault[] = [
  'crash',
  'partition',
  'lost-answer',
  'late',
  'stale',
  'unreadable',
  'denied',
  'drop-webhook',
  'duplicate-webhook',
];

export const ITEM: ItemKey = 'o/r#538';
export const OTHER: ItemKey = 'o/r#539';
const PULL_REQUEST: ClaimSubject = 'pull-request o/r#600';

const first = { id: 1, attempt: 1 };
const second = { id: 2, attempt: 1 };
const KEY = `implementation:${ITEM}:2`;

/** They hold no common group: one was started by hand, or by another workflow. */
export const twoManagers: Setting = {
  items: { [ITEM]: 'backlog' },
  actors: [
    { role: 'backlog-manager', run: first, key: null },
    { role: 'backlog-manager', run: second, key: null },
  ],
};

export const twoManagersOfOneGroup: Setting = {
  items: { [ITEM]: 'backlog' },
  actors: [],
  before: [ASKED],
  runs: [managerRun(1, 'queued'), managerRun(2, 'pending')],
  rules: { starts: ['backlog-manager'] },
  passes: 0,
};

export const twoManagersOfNoGroup: Setting = {
  ...twoManagersOfOneGroup,
  runs: [managerRun(1, 'queued'), managerRun(2, 'queued')],
};

export const twoManagersAndTime: Setting = { ...twoManagers, rules: { jumps: [120] } };

export const managerAndPerson: Setting = {
  items: { [ITEM]: 'backlog', [OTHER]: 'backlog' },
  actors: [{ role: 'backlog-manager', run: first, key: null }],
  person: [{ kind: 'move', item: ITEM, to: 'planning' }],
};

export const twoItemsOnePlace: Setting = {
  items: { [ITEM]: 'backlog', [OTHER]: 'backlog' },
  actors: [
    { role: 'mover', run: first, item: ITEM, from: 'backlog', to: 'todo' },
    { role: 'mover', run: second, item: OTHER, from: 'backlog', to: 'todo' },
  ],
  rules: { faults: ['unreadable', 'stale'], webhooks: ['todo'] },
  faults: 2,
};

export const twoPlaces: Setting = {
  items: { [ITEM]: 'backlog', [OTHER]: 'backlog' },
  actors: [{ role: 'backlog-manager', run: first, key: null }],
  rules: { maxInFlight: 2, starts: ['backlog-manager'] },
  wakesItself: true,
};

export const twoMovers: Setting = {
  items: { [ITEM]: 'backlog' },
  actors: [
    { role: 'mover', run: first, item: ITEM, from: 'backlog', to: 'todo' },
    { role: 'mover', run: second, item: ITEM, from: 'backlog', to: 'todo' },
  ],
};

export const twoMoversOneAfterTheOther: Setting = {
  ...twoMovers,
  rules: { faults: ['stale'] },
  faults: 1,
};

/** One has read and is slow; the other's move is done, settled and forgotten before it goes on. */
export const slowMover: Setting = {
  items: { [ITEM]: 'backlog' },
  before: [ASKED],
  runs: [managerRun(3, 'queued')],
  actors: [
    { role: 'mover', run: first, item: ITEM, from: 'backlog', to: 'done' },
    { role: 'mover', run: second, item: ITEM, from: 'backlog', to: 'todo' },
  ],
  rules: { jumps: [700], starts: ['backlog-manager'] },
  passes: 0,
};

export const moverAndPerson: Setting = {
  items: { [ITEM]: 'backlog', [OTHER]: 'backlog' },
  actors: [{ role: 'mover', run: first, item: ITEM, from: 'backlog', to: 'todo' }],
  person: [{ kind: 'move', item: ITEM, to: 'planning' }],
};

/** A workflow decided a move and did not live to write it. */
export const deadMoverAndReconciler: Setting = {
  items: { [ITEM]: 'backlog' },
  before: [
    {
      kind: 'move',
      id: 'mover 1/move',
      item: ITEM,
      expected: ['backlog'],
      to: 'todo',
      sighting: sightingOf(cellIn('backlog'), 0, -1800),
      run: first,
      starts: IMPLEMENTATION,
    },
  ],
  runs: [{ ...runOver(first), agent: 'mover', item: ITEM, key: null }],
  actors: [
    { role: 'reconciler', number: 1 },
    { role: 'mover', run: second, item: ITEM, from: 'backlog', to: 'todo' },
  ],
  person: [{ kind: 'move', item: ITEM, to: 'planning' }],
};

export const twoRunsOfOneDispatch: Setting = {
  items: { [ITEM]: 'todo' },
  before: [putIntoTodo(ITEM)],
  actors: [
    { role: 'implementation', run: first, key: KEY, item: ITEM },
    { role: 'implementation', run: second, key: KEY, item: ITEM },
  ],
  rules: { faults: ANYTHING },
  faults: 1,
};

/** Both visit an item that has a pull request, and name the two in different orders. */
export const twoRunsOfOnePullRequest: Setting = {
  items: { [ITEM]: 'todo' },
  before: [putIntoTodo(ITEM)],
  actors: [
    { role: 'implementation', run: first, key: KEY, item: ITEM, subjects: [itemSubject(ITEM), PULL_REQUEST] },
    {
      role: 'implementation',
      run: second,
      key: null,
      item: ITEM,
      subjects: [PULL_REQUEST, itemSubject(ITEM)],
    },
  ],
  rules: { faults: ['crash'] },
  faults: 1,
};

/** GitHub takes a run for dead whose process lives, and a person starts it again. */
export const lostAndReRun: Setting = {
  items: { [ITEM]: 'todo' },
  before: [putIntoTodo(ITEM)],
  actors: [{ role: 'implementation', run: first, key: KEY, item: ITEM }],
  person: [{ kind: 'rerun', run: 1 }],
  rules: { faults: ['partition'] },
  faults: 1,
};

export const reRunAndManualRun: Setting = {
  items: { [ITEM]: 'todo' },
  before: [putIntoTodo(ITEM)],
  actors: [
    { role: 'implementation', run: { id: 1, attempt: 2 }, key: KEY, item: ITEM },
    { role: 'implementation', run: second, key: null, item: ITEM },
  ],
};

/** GitHub has taken a run for dead whose process lives, the reconciler has ended its claim, and another run is at the item. */
export const lostAndReconciled: Setting = {
  items: { [ITEM]: 'todo' },
  before: [
    putIntoTodo(ITEM),
    {
      kind: 'claim',
      id: 'implementation 1/claim',
      agent: 'implementation',
      run: first,
      subjects: [itemSubject(ITEM)],
      dispatch: { kind: 'key', key: KEY },
      item: ITEM,
      dead: [],
      budget: NO_BUDGET,
    },
    { kind: 'release', claim: 'implementation 1/claim', forDead: true },
  ],
  runs: [{ ...runOver(first), agent: 'implementation', item: ITEM, key: KEY }],
  actors: [
    { role: 'publisher', run: first, item: ITEM, lease: 0 },
    { role: 'implementation', run: second, key: null, item: ITEM },
  ],
};

/** A run by hand looks while an item arrives whose own run it keeps away. */
export const arrivalDuringManualRun: Setting = {
  items: { [ITEM]: 'planning' },
  actors: [{ role: 'backlog-manager', run: first, key: null }],
  person: [{ kind: 'move', item: ITEM, to: 'backlog' }],
  rules: { webhooks: ['backlog'], starts: ['backlog-manager'] },
  wakesItself: true,
};

/** The same with a run of the group: GitHub keeps the second waiting. */
export const arrivalDuringRun: Setting = {
  ...arrivalDuringManualRun,
  actors: [],
  before: [ASKED],
  runs: [managerRun(1, 'queued')],
};

export const twoDeliveries: Setting = {
  items: { [ITEM]: 'planning' },
  actors: [],
  person: [{ kind: 'move', item: ITEM, to: 'todo' }],
  rules: {
    faults: ['duplicate-webhook', 'drop-webhook', 'crash'],
    webhooks: ['todo'],
    starts: ['implementation'],
  },
  faults: 2,
  wakesItself: true,
};

export const mergeDuringRun: Setting = {
  items: { [ITEM]: 'in-review', [OTHER]: 'backlog' },
  before: [ASKED],
  runs: [managerRun(1, 'queued')],
  actors: [{ role: 'merger', number: 1, item: ITEM }],
  rules: { starts: ['backlog-manager'] },
  wakesItself: true,
};

/** One process is told of a merge and of what a person did to the same item meanwhile. */
export const mergeAndPerson: Setting = {
  items: { [ITEM]: 'in-review' },
  actors: [
    {
      role: 'app',
      number: 1,
      events: [
        { role: 'merger', number: 1, item: ITEM },
        { role: 'router', number: 2, item: ITEM, enters: 'todo' },
      ],
    },
  ],
  person: [{ kind: 'move', item: ITEM, to: 'todo' }],
  // The invariants take what one of the two has seen for known to the other, which is so only where all goes well but once.
  rules: { faults: ['crash', 'lost-answer', 'late', 'stale', 'denied'] },
  faults: 1,
};

/** One process has read and is slow; another's move is done, settled and forgotten before it goes on. */
export const slowApp: Setting = {
  items: { [ITEM]: 'in-review' },
  actors: [
    {
      role: 'app',
      number: 1,
      events: [
        { role: 'merger', number: 1, item: ITEM },
        { role: 'router', number: 2, item: OTHER, enters: 'backlog' },
      ],
    },
    { role: 'mover', run: second, item: ITEM, from: 'in-review', to: 'done' },
  ],
  rules: { jumps: [700] },
};

export const cancelledBeforeItBegan: Setting = {
  items: { [ITEM]: 'todo' },
  before: [putIntoTodo(ITEM), sent(KEY, 1)],
  runs: [implementationRun(1)],
  actors: [{ role: 'reconciler', number: 1 }],
  person: [{ kind: 'cancel', run: 1 }],
  rules: { starts: ['implementation'] },
};

export const cancelledAtWork: Setting = {
  items: { [ITEM]: 'todo' },
  before: [putIntoTodo(ITEM), sent(KEY, 1)],
  actors: [
    { role: 'implementation', run: first, key: KEY, item: ITEM },
    { role: 'reconciler', number: 1 },
  ],
  person: [{ kind: 'cancel', run: 1 }],
  rules: { starts: ['implementation'] },
};

export const twoReconcilers: Setting = {
  items: { [ITEM]: 'todo', [OTHER]: 'backlog' },
  before: [putIntoTodo(ITEM)],
  actors: [
    { role: 'reconciler', number: 1 },
    { role: 'reconciler', number: 2 },
  ],
  person: [{ kind: 'move', item: ITEM, to: 'backlog' }],
  rules: { maxInFlight: 2 },
};

export const personTidiesUp: Setting = {
  items: { [ITEM]: 'backlog', [OTHER]: 'backlog' },
  actors: [
    { role: 'backlog-manager', run: first, key: null },
    { role: 'mover', run: second, item: ITEM, from: 'backlog', to: 'todo' },
  ],
  person: [
    { kind: 'close', item: ITEM },
    { kind: 'delete', item: ITEM },
  ],
};

export const personDoubles: Setting = { ...personTidiesUp, person: [{ kind: 'blur', item: ITEM }] };

function managerRun(id: number, phase: 'queued' | 'pending'): Run {
  const key = 'backlog-manager:project:2';
  const agent = 'backlog-manager';
  return { id, attempt: 1, agent, item: null, key, group: agent, phase, end: null, since: 0 };
}

function runOver({
  id,
  attempt,
}: RunReference): Pick<Run, 'id' | 'attempt' | 'group' | 'phase' | 'end' | 'since'> {
  return { id, attempt, group: null, phase: 'over', end: 'completed', since: -600 };
}

function implementationRun(id: number): Run {
  const agent = 'implementation';
  const group = `${agent}/${ITEM}`;
  return { id, attempt: 1, agent, item: ITEM, key: KEY, group, phase: 'queued', end: null, since: 0 };
}

function sent(key: string, run: number): LedgerCommand {
  return { kind: 'sent', key, run };
}
