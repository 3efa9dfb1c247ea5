import { expect, test } from 'vitest';
import { parseConfig } from '../../../../src/core/config/parse-config.ts';
import { route, skipStage } from '../../../../src/core/routing/route.ts';
import { STAGES } from '../../../../src/core/stages.ts';

const web = { owner: 'acme', repository: 'web' };
const item = { ...web, number: 538 };

const parsed = parseConfig(
  `version: 1
project: web
ledger: off
board: { type: github-projects, owner: acme, number: 7 }
agents: { backlog-manager: {}, implementation: { engine: command, command: ./do.sh } }
`,
  web,
);
if (parsed.kind === 'invalid') throw new Error(parsed.message);
const { config } = parsed;

test('an item that the board says entered todo starts its implementation', () => {
  expect(route({ type: 'item-entered', item, stage: 'todo' }, config)).toMatchObject({
    intents: [
      { kind: 'start-waiting' },
      { kind: 'dispatch', agent: 'implementation', item, cause: 'entered-todo acme/web#538' },
    ],
  });
});

test('an item of another repository starts nobody', () => {
  const foreign = { owner: 'acme', repository: 'docs', number: 1 };
  expect(route({ type: 'item-entered', item: foreign, stage: 'todo' }, config)).toMatchObject({
    kind: 'skip',
    reason: 'item-foreign',
  });
});

test('a label is no stage where the board is a project', () => {
  const labeled = { type: 'item-relabeled', item, label: 'Todo', labels: ['Todo'] } as const;
  expect(route(labeled, config)).toMatchObject({ kind: 'skip', reason: 'not-a-stage' });
});

test('a stage starts nobody exactly where an item that enters it would start nobody', () => {
  const silent = STAGES.filter((stage) => skipStage(stage, config) !== undefined);
  expect(silent).toEqual(['splitting', 'planning', 'in-progress', 'in-review', 'done']);
});
