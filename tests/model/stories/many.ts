import type { Spec } from '../actors/spec.ts';
import type { Story } from '../story.ts';
import { budgetOf } from './budgets.ts';
import { ASKED, putIntoTodo, type Setting, story } from './setting.ts';
import { ANYTHING, ITEM, OTHER } from './situations.ts';

const THIRD = 'o/r#540';

/** Three and more at work at once, too much to see all of it. The searcher takes turns between these. */
export function manyActors(actors: number): readonly Story[] {
  const rules: Setting['rules'] = {
    actors,
    maxInFlight: 2,
    faults: ANYTHING,
    starts: ['backlog-manager', 'implementation'],
    webhooks: ['todo', 'backlog'],
    jumps: [120, 700],
  };
  const setting = { rules, faults: 3 };
  return [
    story(`${actors} runs choose from one backlog`, {
      ...setting,
      items: { [ITEM]: 'backlog', [OTHER]: 'backlog', [THIRD]: 'planning' },
      actors: many(actors, (id) =>
        id % 2 === 1
          ? { role: 'backlog-manager', run: { id, attempt: 1 }, key: null }
          : { role: 'mover', run: { id, attempt: 1 }, item: ITEM, from: 'backlog', to: 'todo' },
      ),
      person: [
        { kind: 'move', item: ITEM, to: 'planning' },
        { kind: 'move', item: THIRD, to: 'backlog' },
      ],
    }),
    story(`${actors} at one item`, {
      ...setting,
      rules: { ...rules, budget: budgetOf({ item: 3, day: 5 }) },
      items: { [ITEM]: 'todo', [OTHER]: 'backlog' },
      before: [putIntoTodo(ITEM)],
      actors: many(actors, (id) =>
        id === actors
          ? { role: 'reconciler', number: 1 }
          : { role: 'implementation', run: { id, attempt: 1 }, key: `implementation:${ITEM}:2`, item: ITEM },
      ),
      person: [
        { kind: 'rerun', run: 1 },
        { kind: 'cancel', run: 2 },
        { kind: 'move', item: ITEM, to: 'todo' },
      ],
    }),
    story(`${actors} processes and a whole pipeline`, {
      ...setting,
      items: { [ITEM]: 'in-review', [OTHER]: 'backlog', [THIRD]: 'planning' },
      before: [ASKED],
      actors: many(actors, (number) =>
        number % 2 === 1 ? { role: 'merger', number, item: ITEM } : { role: 'reconciler', number },
      ),
      person: [
        { kind: 'move', item: THIRD, to: 'todo' },
        { kind: 'close', item: OTHER },
      ],
    }),
  ];
}

function many(actors: number, specOf: (id: number) => Spec): readonly Spec[] {
  return Array.from({ length: actors }, (_, index) => specOf(index + 1));
}
