import { expect, test } from 'vitest';
import { parseConfig } from '../../../../src/core/config/parse-config.ts';
import type {
  Event,
  ItemRelabeled,
  PullRequestMerged,
  RunFinished,
} from '../../../../src/core/routing/event.ts';
import { route, skipForeign } from '../../../../src/core/routing/route.ts';

/** What people read in a log when nothing happened: each skip names the event, the project or what it looked for. */
const web = { owner: 'acme', repository: 'web' };
const item = { ...web, number: 536 };

const labels = configOf(
  'type: github-labels',
  'backlog-manager: {}, implementation: { engine: command, command: x }',
);
const projects = configOf('type: github-projects, owner: acme, number: 7', 'backlog-manager: {}');
const idle = configOf('type: github-labels', '');

const merged = (more: Partial<PullRequestMerged>): Event => ({
  type: 'pull-request-merged',
  repository: web,
  number: 99,
  url: 'https://github.com/acme/web/pull/99',
  branch: 'feature',
  fromFork: false,
  byBot: false,
  base: 'main',
  defaultBranch: 'main',
  body: '',
  ...more,
});
const relabeled = (
  label: string,
  now: readonly string[] = [label],
  more: Partial<ItemRelabeled> = {},
): Event => ({
  type: 'item-relabeled',
  item,
  label,
  labels: now,
  ...more,
});
const finished = (displayTitle: string, more: Partial<RunFinished> = {}): Event => ({
  type: 'run-finished',
  repository: web,
  runId: 12,
  workflowPath: '.github/workflows/interlock.yml',
  displayTitle,
  conclusion: 'success',
  ...more,
});
const splitting = 'splitting · acme/web#537 · manual';
const implementation = 'implementation · acme/web#1 · manual';

test.each([
  [merged({ base: 'release' }), labels, '#99 was merged into release'],
  [merged({}), labels, '#99 is not linked to an item'],
  [merged({ body: 'Closes other/thing#1' }), labels, '#99 is not linked to an item: web has none of it'],
  [relabeled('Todo'), projects, 'labels are no stages of web: its board is a GitHub project'],
  [relabeled('bug'), labels, '"bug" is not a stage of web'],
  [relabeled('Todo', ['bug']), labels, 'acme/web#536 has left the board'],
  [
    relabeled('Todo', ['Backlog', 'Todo']),
    labels,
    'acme/web#536 is in "Backlog" and "Todo": the end of a move is an event of its own',
  ],
  [relabeled('Done'), labels, 'no agent is started by entering done'],
  [relabeled('Todo'), idle, 'no enabled agent is started by todo'],
  [
    relabeled('Todo', ['Todo'], { item: { ...item, repository: 'docs' } }),
    labels,
    'acme/docs is not a repository of web',
  ],
  [
    { type: 'item-entered', item: { ...item, repository: 'docs' }, stage: 'todo' },
    labels,
    'acme/docs is not a repository of web',
  ],
  [finished('Build'), labels, "run 12 is not an agent's run"],
  [finished('backlog-manager · web · x'), labels, 'nothing is chained to backlog-manager'],
  [finished(splitting, { conclusion: 'failure' }), labels, 'run 12 of splitting ended failure'],
  [
    finished(splitting, { workflowPath: '.github/workflows/ci.yml' }),
    labels,
    'run 12 is of another workflow than interlock.yml',
  ],
  [finished(splitting), idle, 'no enabled agent is started by the end of splitting'],
  [finished(implementation), idle, 'no enabled agent is started by the end of a run'],
  [{ type: 'asked', by: 'schedule' }, idle, 'no enabled agent is started by asking'],
] as const satisfies readonly (readonly [Event, typeof labels, string])[])(
  'every skip says of what it is: %#',
  (event, config, detail) => {
    expect(route(event, config)).toMatchObject({ kind: 'skip', detail });
  },
);

test('the installation that is not named says which one is', () => {
  expect(skipForeign('workflow', labels)?.detail).toBe('events of web are left to the app');
});

function configOf(board: string, agents: string) {
  const text = `version: 1\nproject: web\nledger: off\nboard: { ${board} }\nagents: { ${agents} }\n`;
  const parsed = parseConfig(text, web);
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  return parsed.config;
}
