import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../src/core/config/parse-config.ts';
import type { ItemRelabeled, PullRequestMerged, RunFinished } from '../../../../src/core/routing/event.ts';
import { MERGE_FROM, route, skipForeign } from '../../../../src/core/routing/route.ts';

const web = { owner: 'acme', repository: 'web' };
const item536 = { ...web, number: 536 };

/** Comes along with whatever starts somebody. */
const lookForWaiting = { kind: 'start-waiting' } as const;

const config = configOf(`
  backlog-manager: {}
  implementation: { engine: command, command: ./do.sh }`);
const withoutAgents = configOf('');
const withoutTriggers = configOf(`
  backlog-manager:
    triggers: { pull-request-merged: false, entered-backlog: false, entered-merged: false, splitting-finished: false }
  implementation: { engine: command, command: ./do.sh, triggers: { entered-todo: false } }`);

describe('a merged pull request', () => {
  test('moves the item of its branch to merged and then starts the backlog-manager', () => {
    expect(route(merge({ branch: 'interlock/web/web-536' }), config)).toEqual({
      kind: 'act',
      intents: [
        { kind: 'move', item: item536, to: 'merged', expected: MERGE_FROM },
        lookForWaiting,
        { kind: 'dispatch', agent: 'backlog-manager', cause: 'pull-request-merged acme/web#99' },
      ],
    });
  });

  test('moves nothing out of splitting, planning or backlog, where a person pulled it back', () => {
    expect(MERGE_FROM).toEqual(['todo', 'in-progress', 'in-review', 'done']);
  });

  test('of a person moves every item that it closes, in repositories of the project', () => {
    const body = 'Closes #536 and fixes acme/api#7. Resolves other/thing#1';
    expect(route(merge({ body }), config)).toMatchObject({
      intents: [
        { kind: 'move', item: item536 },
        { kind: 'move', item: { owner: 'acme', repository: 'api', number: 7 } },
        lookForWaiting,
        { kind: 'dispatch', agent: 'backlog-manager' },
      ],
    });
  });

  test('of ours is linked by its branch alone, whatever its text closes', () => {
    const routing = route(merge({ branch: 'interlock/web/web-536', body: 'Closes #1' }), config);
    expect(routing).toMatchObject({ intents: [{ item: item536 }, lookForWaiting, { kind: 'dispatch' }] });
  });

  test('from a fork is not linked by the name of its branch', () => {
    expect(route(merge({ branch: 'interlock/web/web-536', fromFork: true }), config)).toMatchObject({
      kind: 'skip',
      reason: 'not-linked',
    });
  });

  test('from a fork is linked by what it closes, whatever its branch is called', () => {
    const event = merge({ fromFork: true, branch: 'interlock/web/web-1', body: 'Closes #536' });
    expect(route(event, config)).toMatchObject({
      intents: [{ item: item536 }, lookForWaiting, { kind: 'dispatch' }],
    });
  });

  test.each([
    ['a fork', { fromFork: true }],
    ['a bot', { byBot: true }],
  ])('of %s moves what it closes here, and nothing in another repository', (_, change) => {
    const body = 'Closes #536, closes acme/web#537 and closes acme/api#7';
    const routing = route(merge({ ...change, body }), config);
    const moves = routing.kind === 'act' ? routing.intents.filter(({ kind }) => kind === 'move') : [];
    expect(moves).toMatchObject([{ item: item536 }, { item: { ...web, number: 537 } }]);
    expect(route(merge({ ...change, body: 'Closes acme/api#7' }), config)).toMatchObject({
      kind: 'skip',
      reason: 'not-linked',
    });
  });

  test.each([
    [
      'a fork with a branch named like one of ours',
      { fromFork: true, branch: 'interlock/web/web-536' },
      '#99 is from a fork, where the name of a branch links nothing, and closes no item',
    ],
    ['a fork', { fromFork: true }, '#99 is from a fork and closes no item of its repository'],
    ['a bot', { byBot: true }, '#99 is by a bot and closes no item of its repository'],
    ['anybody', {}, '#99 is not linked to an item'],
  ])('of %s without a link says why it is none', (_, change, detail) => {
    expect(route(merge(change), config)).toEqual({ kind: 'skip', reason: 'not-linked', detail });
  });

  test('moves its item but starts nobody when that trigger is off', () => {
    const routing = route(merge({ branch: 'interlock/web/web-536' }), withoutTriggers);
    expect(routing).toMatchObject({ kind: 'act', intents: [{ kind: 'move' }] });
  });

  test('moves its item also where no agent is on', () => {
    const routing = route(merge({ branch: 'interlock/web/web-536' }), withoutAgents);
    expect(routing).toMatchObject({ kind: 'act', intents: [{ kind: 'move' }] });
  });

  test.each([
    ['into another branch', merge({ base: 'release', body: 'Closes #536' }), 'not-default-branch'],
    ['that closes nothing', merge({ body: 'Tidies up' }), 'not-linked'],
    ['that closes an item of another project', merge({ body: 'Closes other/thing#1' }), 'not-linked'],
    ['from a branch of another project', merge({ branch: 'interlock/shop/web-536' }), 'not-linked'],
  ])('%s is skipped', (_, event, reason) => {
    expect(route(event, config)).toMatchObject({ kind: 'skip', reason });
  });
});

describe('an item that enters a stage', () => {
  test.each(['Backlog', ' backlog ', 'Merged'])('starts the backlog-manager by the label %j', (label) => {
    const stage = label.trim().toLowerCase();
    expect(route(entered(label), config)).toEqual({
      kind: 'act',
      intents: [
        lookForWaiting,
        { kind: 'dispatch', agent: 'backlog-manager', cause: `entered-${stage} acme/web#536` },
      ],
    });
  });

  test('starts the implementation of that item by the label of todo', () => {
    expect(route(entered('Todo'), config)).toEqual({
      kind: 'act',
      intents: [
        lookForWaiting,
        { kind: 'dispatch', agent: 'implementation', item: item536, cause: 'entered-todo acme/web#536' },
      ],
    });
  });

  test('starts nobody by the key of a stage that the board calls otherwise', () => {
    const renamed = configOf(
      'implementation: { engine: command, command: x }',
      '{ backlog: Backlog, todo: Ready, in-progress: Doing, done: Done }',
    );
    expect(route(entered('todo'), renamed)).toMatchObject({ kind: 'skip', reason: 'not-a-stage' });
    expect(route(entered('ready'), renamed)).toMatchObject({ kind: 'act' });
  });

  test.each([
    ['bug', 'not-a-stage'],
    ['In progress', 'no-trigger'],
    ['In review', 'no-trigger'],
    ['Done', 'no-trigger'],
    ['Splitting', 'no-trigger'],
    ['Planning', 'no-trigger'],
  ])('is skipped with the label %s', (label, reason) => {
    expect(route(entered(label), config)).toMatchObject({ kind: 'skip', reason });
  });

  test('is skipped in a repository that is not part of the project', () => {
    const event = entered('Todo');
    const foreign = { ...event, item: { ...item536, repository: 'docs' } };
    expect(route(foreign, config)).toMatchObject({ kind: 'skip', reason: 'item-foreign' });
  });

  test.each([
    ['Backlog', 'entered-backlog'],
    ['Merged', 'entered-merged'],
  ])('is skipped with the label %s when that trigger alone is off', (label, trigger) => {
    const others = configOf(`backlog-manager: { triggers: { ${trigger}: false } }`);
    const starting = ['Backlog', 'Merged'].filter((one) => route(entered(one), others).kind === 'act');
    expect(starting).toEqual(['Backlog', 'Merged'].filter((one) => one !== label));
  });

  test.each(['Backlog', 'Merged', 'Todo'])('is skipped with the label %s when the agent is off', (label) => {
    expect(route(entered(label), withoutAgents)).toMatchObject({ kind: 'skip', reason: 'agent-disabled' });
    expect(route(entered(label), withoutTriggers)).toMatchObject({ kind: 'skip', reason: 'agent-disabled' });
  });
});

describe('an item whose move', () => {
  const relabeled = (label: string, ...labels: readonly string[]): ItemRelabeled => ({
    type: 'item-relabeled',
    item: item536,
    label,
    labels,
  });

  test('has only begun is left alone, because it carries the labels of two stages', () => {
    expect(route(relabeled('Todo', 'Backlog', 'Todo'), config)).toMatchObject({
      kind: 'skip',
      reason: 'state-ambiguous',
      detail: expect.stringContaining('"Backlog" and "Todo"'),
    });
  });

  test('is over enters the stage that is left, by the label that went', () => {
    expect(route(relabeled('Backlog', 'bug', 'todo'), config)).toMatchObject({
      intents: [
        lookForWaiting,
        { agent: 'implementation', item: item536, cause: 'entered-todo acme/web#536' },
      ],
    });
  });

  test('led off the board enters nothing', () => {
    expect(route(relabeled('Backlog', 'bug'), config)).toMatchObject({ kind: 'skip', reason: 'no-stage' });
  });

  test('is no matter of a label that is no stage, whatever else the item carries', () => {
    expect(route(relabeled('bug', 'Todo'), config)).toMatchObject({ kind: 'skip', reason: 'not-a-stage' });
  });
});

describe('a finished run', () => {
  test('of splitting starts the backlog-manager', () => {
    expect(route(finished({}), config)).toEqual({
      kind: 'act',
      intents: [
        lookForWaiting,
        { kind: 'dispatch', agent: 'backlog-manager', cause: 'splitting-finished acme/web#537' },
      ],
    });
  });

  test.each(['success', 'failure', 'cancelled'])(
    'of implementation made a place for an item that waits, also if it ended as %s',
    (conclusion) => {
      const event = finished({ displayTitle: 'implementation · acme/web#1 · x', conclusion });
      expect(route(event, config)).toEqual({ kind: 'act', intents: [lookForWaiting] });
      expect(route(event, withoutAgents)).toMatchObject({ kind: 'skip', reason: 'agent-disabled' });
    },
  );

  test.each([
    ['of another workflow', finished({ workflowPath: '.github/workflows/ci.yml' }), 'not-an-agent-run'],
    ['without an agent in its name', finished({ displayTitle: 'Build' }), 'not-an-agent-run'],
    ['of another agent', finished({ displayTitle: 'backlog-manager · web · x' }), 'no-trigger'],
    ['that failed', finished({ conclusion: 'failure' }), 'run-not-successful'],
    ['that was cancelled', finished({ conclusion: 'cancelled' }), 'run-not-successful'],
  ])('%s is skipped', (_, event, reason) => {
    expect(route(event, config)).toMatchObject({ kind: 'skip', reason });
  });

  test('is skipped when the chain is switched off', () => {
    expect(route(finished({}), withoutTriggers)).toMatchObject({ kind: 'skip', reason: 'agent-disabled' });
    expect(route(finished({}), withoutAgents)).toMatchObject({ kind: 'skip', reason: 'agent-disabled' });
  });
});

describe('somebody who asks', () => {
  test('starts the backlog-manager, whatever its triggers', () => {
    const intents = [lookForWaiting, { kind: 'dispatch', agent: 'backlog-manager', cause: 'by-hand mona' }];
    expect(route({ type: 'asked', by: 'by-hand mona' }, config)).toEqual({ kind: 'act', intents });
    expect(route({ type: 'asked', by: 'by-hand mona' }, withoutTriggers)).toEqual({ kind: 'act', intents });
  });

  test('has items that wait looked for where there is no backlog-manager', () => {
    const implementation = configOf('implementation: { engine: command, command: x }');
    expect(route({ type: 'asked', by: 'schedule' }, implementation)).toEqual({
      kind: 'act',
      intents: [lookForWaiting],
    });
  });

  test('starts nobody where there is no agent', () => {
    expect(route({ type: 'asked', by: 'schedule' }, withoutAgents)).toMatchObject({
      kind: 'skip',
      reason: 'agent-disabled',
    });
  });
});

describe('an event that reaches both installations', () => {
  test('is left alone by the one that the configuration does not name', () => {
    expect(skipForeign('app', config)).toBeUndefined();
    expect(skipForeign('workflow', config)).toMatchObject({ reason: 'other-router' });
    expect(skipForeign('app', { ...config, router: 'workflow' })).toMatchObject({ reason: 'other-router' });
    expect(skipForeign('workflow', { ...config, router: 'workflow' })).toBeUndefined();
  });
});

function merge(given: Partial<PullRequestMerged>): PullRequestMerged {
  return {
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
    ...given,
  };
}

function entered(label: string): ItemRelabeled {
  return { type: 'item-relabeled', item: item536, label, labels: ['bug', label] };
}

function finished(given: Partial<RunFinished>): RunFinished {
  return {
    type: 'run-finished',
    repository: web,
    runId: 12,
    workflowPath: '.github/workflows/interlock.yml',
    displayTitle: 'splitting · acme/web#537 · manual',
    conclusion: 'success',
    ...given,
  };
}

function configOf(agents: string, states?: string) {
  const text = `version: 1
project: web
ledger: off
board: { type: github-labels${states ? `, states: ${states}` : ''} }
repositories: [acme/web, acme/api]
agents: ${agents === '' ? '{}' : `\n  ${agents.trim()}`}
`;
  const parsed = parseConfig(text, web);
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  return parsed.config;
}
