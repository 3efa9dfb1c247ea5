import type { RunBudget } from '../../../src/core/ledger/budget.ts';
import { itemSubject } from '../../../src/core/ledger/claim-subject.ts';
import type { LedgerCommand } from '../../../src/core/ledger/ledger-command.ts';
import type { Story } from '../story.ts';
import { putIntoTodo, type Setting, story } from './setting.ts';
import { cancelledAtWork, ITEM, lostAndReRun, OTHER, twoRunsOfOneDispatch } from './situations.ts';

/** A run costs one or two. */
export function budgetOf(caps: { readonly item?: number; readonly day?: number }): RunBudget {
  const { item, day } = caps;
  return {
    reserve: { nanoDollars: 2, unpricedTokens: 0 },
    caps: {
      item: item === undefined ? {} : { nanoDollars: item },
      day: day === undefined ? {} : { nanoDollars: day },
    },
  };
}

function within(setting: Setting, caps: Parameters<typeof budgetOf>[0]): Setting {
  return { ...setting, rules: { ...setting.rules, budget: budgetOf(caps) } };
}

const first = { id: 1, attempt: 1 };
const second = { id: 2, attempt: 1 };
const third = { id: 3, attempt: 1 };

/** There is money for one run, or for two that take little. */
export const lostAndReRunForThree: Setting = within(lostAndReRun, { item: 3 });
export const lostAndReRunForFour: Setting = within(lostAndReRun, { item: 4 });

/** Two items are worked on at the same time, and the day has money for one run and a bit. */
export const twoItemsOneDay: Setting = within(
  {
    items: { [ITEM]: 'todo', [OTHER]: 'todo' },
    before: [putIntoTodo(ITEM), putIntoTodo(OTHER)],
    actors: [
      { role: 'implementation', run: first, key: `implementation:${ITEM}:2`, item: ITEM },
      { role: 'implementation', run: second, key: `implementation:${OTHER}:3`, item: OTHER },
    ],
    rules: { maxInFlight: 2 },
    passes: 0,
  },
  { day: 3 },
);

/** Fifteen hours after nine in the morning a new day begins. */
export const twoItemsAndMidnight: Setting = {
  ...twoItemsOneDay,
  rules: { ...twoItemsOneDay.rules, jumps: [16 * 60 * 60] },
};

/** A person has the item tried again and again, as often as it is left to them. */
export const draggedBack: Setting = within(
  {
    items: { [ITEM]: 'todo' },
    before: [putIntoTodo(ITEM)],
    actors: [{ role: 'implementation', run: first, key: `implementation:${ITEM}:2`, item: ITEM }],
    person: [{ kind: 'move', item: ITEM, to: 'todo' }],
    rules: { webhooks: ['todo'], starts: ['implementation'] },
    passes: 0,
  },
  { item: 3 },
);

/** There is money for no run, and two people start one by hand. */
export const twoByHandWithoutMoney: Setting = within(
  {
    items: { [ITEM]: 'todo' },
    before: [putIntoTodo(ITEM), ...ranFor(2)],
    actors: [
      { role: 'implementation', run: second, key: null, item: ITEM },
      { role: 'implementation', run: third, key: null, item: ITEM },
    ],
    runs: [
      {
        ...first,
        agent: 'implementation',
        item: ITEM,
        key: null,
        group: null,
        phase: 'over',
        end: 'completed',
        since: -600,
      },
    ],
  },
  { item: 3 },
);

/** A run came to nothing on the item, and cost that much. */
function ranFor(nanoDollars: number): readonly LedgerCommand[] {
  const claim = 'implementation 1/claim';
  const cost = { nanoDollars, unpricedTokens: 0, tokens: nanoDollars, seconds: 0, isFull: false };
  return [
    {
      kind: 'claim',
      id: claim,
      agent: 'implementation',
      run: first,
      subjects: [itemSubject(ITEM)],
      dispatch: { kind: 'key', key: `implementation:${ITEM}:2` },
      item: ITEM,
      dead: [],
      budget: budgetOf({}),
    },
    { kind: 'release', claim, cost },
  ];
}

/** Each story is explored to its end. */
export const budgets: readonly Story[] = [
  story('a run that is lost and run again, with money for one', lostAndReRunForThree),
  story('a run that is lost and run again, with money for both', lostAndReRunForFour),
  story(
    'two runs of one dispatch, with money for one',
    within({ ...twoRunsOfOneDispatch, faults: 0 }, { item: 3 }),
  ),
  story(
    'a run that a person cancels at work, the reconciler, and money for one',
    within(cancelledAtWork, { item: 3 }),
  ),
  story('two items, and a day with money for one', {
    ...twoItemsOneDay,
    rules: { ...twoItemsOneDay.rules, faults: ['crash', 'lost-answer'] },
    faults: 1,
  }),
  story('two items, and midnight', twoItemsAndMidnight),
  story('two runs by hand, with money for none', twoByHandWithoutMoney),
  story('a person has an item tried again that may cost no more', draggedBack),
];
