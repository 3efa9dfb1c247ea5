import { NO_BUDGET } from '../../../src/core/ledger/budget.ts';
import { type ItemKey, itemSubject, PROJECT_SUBJECT } from '../../../src/core/ledger/claim-subject.ts';
import type { LedgerCommand } from '../../../src/core/ledger/ledger-command.ts';
import { cellIn, sightingOf } from '../world/cell.ts';
import type { Run } from '../world/world.ts';
import { ASKED, putIntoTodo, type Setting } from './setting.ts';
import { ITEM, OTHER } from './situations.ts';

const PULL_REQUEST = 'pull-request o/r#600';
const first = { id: 1, attempt: 1 };
const third = { id: 3, attempt: 1 };

/** Three subjects are held at once: the project, an item, and another item with its pull request. */
export const threeSubjects: Setting = {
  items: { [ITEM]: 'todo', [OTHER]: 'in-progress' },
  before: [
    putIntoTodo(ITEM),
    ASKED,
    {
      kind: 'claim',
      id: 'implementation 3/claim',
      agent: 'implementation',
      run: third,
      subjects: [itemSubject(OTHER), PULL_REQUEST],
      dispatch: { kind: 'manual', cause: 'by hand' },
      item: OTHER,
      dead: [],
      budget: NO_BUDGET,
    },
  ],
  runs: [runOf(OTHER)],
  actors: [
    { role: 'implementation', run: first, key: `implementation:${ITEM}:2`, item: ITEM },
    { role: 'backlog-manager', run: { id: 2, attempt: 1 }, key: `backlog-manager:${PROJECT_SUBJECT}:3` },
  ],
  rules: { maxInFlight: 2 },
  passes: 0,
};

/** A run has taken an item and come to nothing. A person takes it from there, and tells nobody. */
export const broughtBack: Setting = {
  items: { [ITEM]: 'in-progress' },
  before: [
    putIntoTodo(ITEM),
    {
      kind: 'claim',
      id: 'implementation 1/claim',
      agent: 'implementation',
      run: first,
      subjects: [itemSubject(ITEM)],
      dispatch: { kind: 'key', key: `implementation:${ITEM}:2` },
      item: ITEM,
      dead: [],
      budget: NO_BUDGET,
    },
    {
      kind: 'move',
      id: 'implementation 1/start',
      item: ITEM,
      expected: ['todo'],
      to: 'in-progress',
      sighting: sightingOf(cellIn('todo'), 0, -1800),
      run: first,
      claim: 'implementation 1/claim',
    },
    seenInProgress(ITEM),
    { kind: 'release', claim: 'implementation 1/claim' },
  ],
  runs: [{ ...runOf(ITEM), ...first, phase: 'over', end: 'completed', since: -600 }],
  actors: [{ role: 'reconciler', number: 1 }],
  person: [
    { kind: 'move', item: ITEM, to: 'planning' },
    { kind: 'move', item: ITEM, to: 'in-progress' },
  ],
  rules: { faults: ['stale', 'lost-answer'] },
  faults: 1,
};

function seenInProgress(item: ItemKey): LedgerCommand {
  return { kind: 'observe', item, sighting: sightingOf(cellIn('in-progress'), 0, -1800) };
}

function runOf(item: ItemKey): Run {
  const agent = 'implementation';
  return { ...third, agent, item, key: null, group: null, phase: 'running', end: null, since: 0 };
}
