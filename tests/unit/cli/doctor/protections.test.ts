import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ActionsPolicy, ActionsSettings } from '../../../../src/sandbox/index.ts';
import {
  type Arrangement,
  arrangeDoctor,
  CONFIG,
  type Found,
  WORKFLOW,
  WORKFLOW_PATH,
} from './doctor-world.ts';

const ROUTE_PATH = '.github/workflows/interlock-route.yml';
const ROUTE = readFileSync(new URL('../../../../docs/examples/route.yml', import.meta.url), 'utf8').replace(
  'OWNER/interlock@COMMIT_SHA',
  `dev/interlock@${'1'.repeat(40)}`,
);

const SERVERLESS: Arrangement = {
  config: CONFIG.replace('board:', 'router: workflow\nboard:'),
  files: { [ROUTE_PATH]: ROUTE },
};

async function protections(arrangement: Arrangement = {}): Promise<readonly Found[]> {
  await using world = await arrangeDoctor(arrangement);
  return await world.found('protections');
}

/** As where nobody else's actions are allowed. */
const WITHOUT_UPLOAD = WORKFLOW.replace(/ +# Keeps what the agent did[\s\S]*$/, '');

describe('the settings of Actions', () => {
  const settings = (actions: Partial<ActionsSettings>, more: Arrangement = {}) =>
    protections({ ...more, actions });

  test('are right as they are in a new repository', async () => {
    expect(await settings({})).toMatchObject([{ level: 'ok' }]);
  });

  test('are an error where Actions is off', async () => {
    expect(await settings({ enabled: false })).toMatchObject([
      {
        level: 'error',
        message: 'Actions is switched off in acme/web: no agent runs.',
        remedy: expect.stringContaining('Settings, Actions, General'),
      },
    ]);
  });

  test.each<[string, Partial<ActionsSettings>]>([
    ['to the own ones of the owner', { allowed: 'local_only' }],
    ['to chosen ones of others', { allowed: 'selected', verified: false, patterns: ['dev/other@*'] }],
    ['to another version', { allowed: 'selected', verified: false, patterns: ['dev/interlock@v1'] }],
    ['and forbid this one by name', { allowed: 'selected', patterns: ['dev/*', '!dev/interlock@*'] }],
  ])('are an error where they limit actions %s', async (_, actions) => {
    expect(await settings(actions)).toMatchObject([
      {
        level: 'error',
        message: expect.stringMatching(
          /uses dev\/interlock@1{40}.*, which the settings of Actions do not allow/,
        ),
        remedy: expect.stringContaining('Actions permissions'),
      },
    ]);
  });

  test.each<[string, Partial<ActionsSettings>, string]>([
    ['by name', { allowed: 'selected', verified: false, patterns: ['Dev/Interlock@*'] }, 'dev'],
    ['by owner', { allowed: 'selected', verified: false, patterns: ['dev/*'] }, 'dev'],
    ['since it is their own', { allowed: 'local_only' }, 'acme'],
    ['since it is their own, beside chosen ones', { allowed: 'selected', verified: false }, 'Acme'],
    ["since it is GitHub's", { allowed: 'selected', verified: false, githubOwned: true }, 'actions'],
  ])('are right where they allow the action %s', async (_, actions, owner) => {
    const workflow = WITHOUT_UPLOAD.replace('dev/interlock@', `${owner}/interlock@`);
    expect(await settings(actions, { workflow })).toMatchObject([{ level: 'ok' }]);
  });

  test('are worth a warning where they leave it to who has verified the creator', async () => {
    expect(await settings({ allowed: 'selected', patterns: [] })).toMatchObject([
      { level: 'warning', message: expect.stringContaining('only if GitHub has verified its creator') },
    ]);
  });

  test('are an error where they ask for full commits and a workflow names a tag', async () => {
    const workflow = WORKFLOW.replace('    steps:\n', '    steps:\n      - uses: actions/setup-node@v6\n');
    expect(await settings({ requiresSha: true }, { workflow })).toMatchObject([
      {
        level: 'error',
        message: `${WORKFLOW_PATH} uses actions/setup-node@v6, and the settings of Actions ask for full commits: GitHub refuses its runs.`,
      },
    ]);
    expect(await settings({ requiresSha: true })).toMatchObject([{ level: 'ok' }]);
  });
});

describe('the policies of Actions', () => {
  const DISPATCH_ALONE: ActionsPolicy = {
    name: 'Nothing by hand',
    enforcement: 'active',
    source: 'Organization',
    events: ['push', 'pull_request'],
  };
  const policies = (policy: Partial<ActionsPolicy>, more: Arrangement = {}) =>
    protections({ ...more, actionsPolicies: [{ ...DISPATCH_ALONE, ...policy }] });

  const refused = {
    level: 'error',
    message: `The policy "Nothing by hand" of acme does not let \`workflow_dispatch\` start ${WORKFLOW_PATH}: GitHub refuses such runs.`,
    remedy: expect.stringContaining('Settings, Actions, Policies'),
  };

  test('are an error where one forbids the dispatch', async () => {
    expect(await policies({})).toMatchObject([refused]);
    expect(await policies({ workflows: { include: ['~ALL'] } })).toMatchObject([refused]);
    const allButOne = { include: [], exclude: ['.github/workflows/deploy.yml'] };
    expect(await policies({ workflows: allButOne })).toMatchObject([refused]);
  });

  test('are read one by one where the list leaves out what they say', async () => {
    expect(await policies({ isListedInFull: false })).toMatchObject([refused]);
  });

  test.each<[string, Partial<ActionsPolicy>]>([
    ['allow it', { events: ['workflow_dispatch'] }],
    ['only watch', { enforcement: 'evaluate' }],
    ['are about other files', { workflows: { include: ['.github/workflows/deploy-*.yml'] } }],
    ['are about another folder', { workflows: { include: ['.github/*'] } }],
    ['are about a file of another name', { workflows: { include: ['.github/workflows/inter(lock).yml'] } }],
    ['leave the file out', { workflows: { include: ['~ALL'], exclude: ['.github/**'] } }],
  ])('are right where they %s', async (_, policy) => {
    expect(await policies(policy)).toMatchObject([{ level: 'ok' }]);
  });

  test('are worth a warning where they name who may start a workflow', async () => {
    const actors = [{ id: 1, type: 'Team' }];
    expect(await policies({ events: ['workflow_dispatch'], actors })).toMatchObject([
      {
        level: 'warning',
        message: expect.stringContaining(`names who may start ${WORKFLOW_PATH}`),
        remedy: expect.stringContaining('names the App'),
      },
    ]);
  });

  test('have to allow `pull_request_target` in a public repository, where GitHub forbids it by default', async () => {
    expect(await protections(SERVERLESS)).toMatchObject([
      {
        level: 'error',
        message: expect.stringContaining(`does not let \`pull_request_target\` start ${ROUTE_PATH}`),
        remedy: expect.stringContaining('allows `pull_request_target`, `issues`, `workflow_dispatch`'),
      },
    ]);
    expect(await protections({ ...SERVERLESS, private: true })).toMatchObject([{ level: 'ok' }]);
  });

  test('answer merges in a public repository once one allows it', async () => {
    const allowing: ActionsPolicy = {
      name: 'Interlock',
      enforcement: 'active',
      source: 'Repository',
      workflows: { include: [ROUTE_PATH] },
      events: ['pull_request_target', 'issues', 'workflow_dispatch'],
    };
    expect(await protections({ ...SERVERLESS, actionsPolicies: [allowing] })).toMatchObject([
      { level: 'ok' },
    ]);
    const watching = { ...allowing, enforcement: 'evaluate' } as const;
    expect(await protections({ ...SERVERLESS, actionsPolicies: [watching] })).toMatchObject([
      { level: 'error' },
    ]);
  });

  test('are not known to somebody who may not read them, who is told where to look', async () => {
    expect(await protections({ ...SERVERLESS, access: 'write' })).toMatchObject([
      { level: 'unknown', message: expect.stringContaining('Must have admin rights') },
      {
        level: 'unknown',
        message: expect.stringContaining('It is not known whether policies keep workflows from running'),
        remedy: expect.stringMatching(/Settings, Actions, Policies.* has to allow `pull_request_target`/),
      },
    ]);
    const [, unread] = await protections({ access: 'write' });
    expect(unread?.remedy).not.toContain('pull_request_target');
  });

  test('are not known while GitHub does not answer, and what else there is to say is said', async () => {
    await using world = await arrangeDoctor({ actions: { enabled: false } });
    world.sandbox.inject({
      match: ({ operationId }) => operationId === 'actions/list-repo-actions-policies',
      fault: { kind: 'status', status: 500 },
      times: 2,
    });
    expect(await world.found('protections')).toMatchObject([
      { level: 'error', message: expect.stringContaining('switched off') },
      { level: 'unknown', message: expect.stringContaining('is not known') },
    ]);
  });
});
