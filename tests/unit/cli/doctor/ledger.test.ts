import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createGitHub, type GitHub } from '../../../../src/github/wire/client.ts';
import { createLedger } from '../../../../src/ledger/create-ledger.ts';
import { ledgerPlace } from '../../../../src/ledger/ledger-place.ts';
import type { Ruleset } from '../../../../src/sandbox/index.ts';
import { patientLimit } from '../../../patience.ts';
import {
  type Arrangement,
  arrangeDoctor,
  type DoctorWorld,
  type Found,
  WITH_LEDGER,
  WORKFLOW,
  WORKFLOW_PATH,
} from './doctor-world.ts';

const example = (name: string): string =>
  readFileSync(new URL(`../../../../docs/examples/${name}`, import.meta.url), 'utf8').replace(
    'OWNER/interlock@COMMIT_SHA',
    `dev/interlock@${'1'.repeat(40)}`,
  );
const RECONCILE = example('reconcile.yml');
const PATH = '.github/workflows/interlock-reconcile.yml';
const BRANCH = 'interlock-ledger/web';

const KEPT: Ruleset = {
  name: 'Ledgers',
  branches: ['interlock-ledger/**'],
  rules: ['deletion', 'non_fast_forward'],
};

/** A repository in which all is well with the ledger, but for what the arrangement changes. */
async function arrange({ files, rulesets = [KEPT], ...more }: Arrangement = {}): Promise<DoctorWorld> {
  const world = await arrangeDoctor({
    config: WITH_LEDGER,
    files: { [PATH]: RECONCILE, ...files },
    ...more,
  });
  await createLedger(clientOf(world), place('web'), 'one');
  for (const ruleset of rulesets) world.repository.addRuleset(ruleset);
  return world;
}

const place = (repository: string) => ledgerPlace({ project: 'web', home: { owner: 'acme', repository } });

function clientOf({ sandbox }: DoctorWorld, name = 'web'): GitHub {
  const { token } = sandbox.createPerson({ login: `olga-${name}`, access: { [`acme/${name}`]: 'admin' } });
  return createGitHub({
    token,
    apiUrl: sandbox.apiUrl,
    userAgent: 'interlock-tests',
    requestLimit: patientLimit,
  });
}

async function found(arrangement: Arrangement = {}, check = 'ledger'): Promise<readonly Found[]> {
  await using world = await arrange(arrangement);
  return await world.found(check);
}

/** Somebody writes something else into the ledger. */
async function replaceState(world: DoctorWorld, text: string): Promise<void> {
  const github = clientOf(world);
  const file = { owner: 'acme', repo: 'web', path: 'state.json' };
  const { data } = await github.request('GET /repos/{owner}/{repo}/contents/{path}', {
    ...file,
    ref: BRANCH,
  });
  await github.request('PUT /repos/{owner}/{repo}/contents/{path}', {
    ...file,
    branch: BRANCH,
    message: 'Change',
    content: Buffer.from(text).toString('base64'),
    sha: (data as { sha: string }).sha,
  });
}

describe('the ledger', () => {
  test('is not spoken of where the configuration wants none', async () => {
    await using world = await arrangeDoctor();
    expect(await world.found('ledger')).toEqual([]);
  });

  test('is right as `init` leaves it, behind a ruleset', async () => {
    expect(await found()).toEqual([
      {
        check: 'ledger',
        level: 'ok',
        message: `The ledger on ${BRANCH} is at entry 1, protected and looked after.`,
        remedy: '',
      },
    ]);
  });

  test('is an error where its branch is missing', async () => {
    await using world = await arrangeDoctor({
      config: WITH_LEDGER,
      rulesets: [KEPT],
      files: { [PATH]: RECONCILE },
    });
    expect(await world.found('ledger')).toMatchObject([
      {
        level: 'error',
        message: `There is no branch ${BRANCH} in acme/web.`,
        remedy: expect.stringContaining('interlock init'),
      },
    ]);
  });

  test.each([
    ['is no ledger', 'x', 'is not valid', 'Look at the newest commits'],
    ['is of a later version', '{"version":99}', 'has version 99', 'Upgrade the action'],
  ])('is an error where what stands there %s', async (_, text, message, remedy) => {
    await using world = await arrange();
    await replaceState(world, text);
    expect(await world.found('ledger')).toMatchObject([
      { level: 'error', message: expect.stringContaining(message), remedy: expect.stringContaining(remedy) },
    ]);
  });

  test('is an error where it is a copy of that of another repository', async () => {
    await using world = await arrange();
    const api = await world.sandbox.createRepository({ owner: 'acme', name: 'api' });
    await createLedger(clientOf(world, 'api'), place('api'), 'other');
    await replaceState(world, (await api.readFile(BRANCH, 'state.json')) ?? '');
    expect(await world.found('ledger')).toMatchObject([
      { level: 'error', message: expect.stringContaining('was made in another repository') },
    ]);
  });

  test('is not known while GitHub does not answer', async () => {
    await using world = await arrange();
    world.sandbox.inject({
      match: ({ operationId }) => operationId === 'graphql:query ReadLedger',
      fault: { kind: 'status', status: 502 },
      times: 2,
    });
    expect(await world.found('ledger')).toMatchObject([{ level: 'unknown' }]);
  });
});

describe('the rules of its branch', () => {
  test.each<[string, Ruleset[], string]>([
    ['all', [], 'force pushes and deletion'],
    ['one', [{ ...KEPT, rules: ['deletion'] }], 'forbids force pushes of'],
    ['the other', [{ ...KEPT, rules: ['non_fast_forward'] }], 'forbids deletion of'],
    ['those of other branches', [{ ...KEPT, branches: ['main'] }], 'force pushes and deletion'],
  ])('are worth a warning without %s of those that protect it', async (_, rulesets, message) => {
    expect(await found({ rulesets })).toMatchObject([
      {
        level: 'warning',
        message: expect.stringContaining(message),
        remedy: expect.stringContaining('interlock-ledger/**'),
      },
    ]);
  });

  const strict: Ruleset = {
    name: 'Review all',
    branches: ['interlock-ledger/**'],
    rules: ['pull_request', 'required_status_checks'],
  };

  test('are an error where one keeps commits from being made there', async () => {
    expect(await found({ rulesets: [KEPT, strict] })).toMatchObject([
      {
        level: 'error',
        message: `The ruleset "Review all" keeps Interlock from appending to ${BRANCH}: pull_request, required_status_checks.`,
        remedy: expect.stringContaining('Settings, Rules, Rulesets'),
      },
    ]);
  });

  test('are worth a warning where an App is let past them', async () => {
    const bypass: Ruleset['bypass'] = [{ type: 'Integration', id: 1 }];
    expect(await found({ rulesets: [KEPT, { ...strict, bypass }] })).toMatchObject([
      { level: 'warning', message: expect.stringContaining('an App that may bypass it') },
    ]);
  });

  test('are an error where they let past who is no App', async () => {
    const bypass: Ruleset['bypass'] = [{ type: 'OrganizationAdmin', id: 1 }];
    expect(await found({ rulesets: [KEPT, { ...strict, bypass }] })).toMatchObject([{ level: 'error' }]);
  });

  test('are not known to somebody who may not see whom they let past', async () => {
    expect(await found({ rulesets: [KEPT, strict], access: 'write' })).toMatchObject([
      { level: 'unknown', message: expect.stringContaining('This token cannot see who may') },
    ]);
  });

  test('are not known while GitHub does not answer, and the ledger is looked at all the same', async () => {
    await using world = await arrange();
    await replaceState(world, 'x');
    world.sandbox.inject({
      match: ({ operationId }) => operationId === 'repos/get-branch-rules',
      fault: { kind: 'status', status: 502 },
      times: 2,
    });
    expect(await world.found('ledger')).toMatchObject([{ level: 'error' }, { level: 'unknown' }]);
  });
});

describe('its reconciler', () => {
  test.each<[string, string | undefined]>([
    ['is missing', undefined],
    ['has no schedule', RECONCILE.replace(/^ {2}schedule: .*\n/m, '')],
    ['does something else', RECONCILE.replace('task: reconcile', 'task: route')],
  ])('is an error where it %s', async (_, text) => {
    await using world = await arrangeDoctor({
      config: WITH_LEDGER,
      rulesets: [KEPT],
      files: text === undefined ? {} : { [PATH]: text },
    });
    await createLedger(clientOf(world), place('web'), 'one');
    expect(await world.found('ledger')).toMatchObject([
      {
        level: 'error',
        message: expect.stringContaining('No workflow runs `task: reconcile` on a schedule'),
        remedy: expect.stringContaining('interlock init --update'),
      },
    ]);
  });

  test.each(['actions', 'contents', 'issues'])('is an error without `%s: write`', async (name) => {
    const text = RECONCILE.replace(`${name}: write`, `${name}: read`);
    expect(await found({ files: { [PATH]: text } })).toMatchObject([
      { level: 'error', message: expect.stringContaining(`lacks \`${name}: write\``) },
    ]);
  });

  test('needs no permissions with tokens of an App', async () => {
    const text = RECONCILE.replace(
      'actions: write, contents: write, issues: write',
      'contents: read',
    ).replace('token: ${{ github.token }}', 'app-client-id: ${{ vars.INTERLOCK_CLIENT_ID }}');
    expect(await found({ files: { [PATH]: text } })).toMatchObject([{ level: 'ok' }]);
  });

  test('is an error where it has to reach a GitHub project with its own token', async () => {
    const config = WITH_LEDGER.replace(
      /^board: .*$/m,
      'board: { type: github-projects, owner: acme, number: 1 }',
    );
    expect(await found({ config })).toMatchObject([
      { level: 'error', message: expect.stringContaining(`token in ${PATH} cannot reach`) },
    ]);
  });

  test('may be in a group of its own, and is right there', async () => {
    expect(await found({}, 'concurrency')).toMatchObject([{ level: 'ok' }]);
  });

  test.each([
    ['the backlog-manager', 'group: Interlock/web/backlog-manager', 'backlog-manager and .github'],
    ['an item', 'group: interlock/web/implementation/acme/web#1', 'implementation and .github'],
  ])('is an error in the group of %s', async (_, group, message) => {
    const text = RECONCILE.replace('group: interlock-reconcile', group);
    expect(await found({ files: { [PATH]: text } }, 'concurrency')).toMatchObject([
      { level: 'ok' },
      { level: 'error', message: expect.stringContaining(message) },
    ]);
  });

  test('is an error in the group of an agent that it names at its job', async () => {
    const text = RECONCILE.replace(/^concurrency:\n(?: .*\n)+/m, '').replace(
      '    runs-on:',
      '    concurrency: interlock/web/backlog-manager\n    runs-on:',
    );
    expect(await found({ files: { [PATH]: text } }, 'concurrency')).toMatchObject([
      { level: 'ok' },
      { level: 'error' },
    ]);
  });

  test('is worth a warning where each run kills the one before', async () => {
    const text = RECONCILE.replace('cancel-in-progress: false', 'cancel-in-progress: true');
    expect(await found({ files: { [PATH]: text } }, 'concurrency')).toMatchObject([
      { level: 'ok' },
      { level: 'warning', message: expect.stringContaining(PATH) },
    ]);
  });
});

describe('with a ledger', () => {
  test.each(['actions', 'contents'])('the agents need `%s: write`, whoever answers events', async (name) => {
    const config = WITH_LEDGER.replace(/^ {2}implementation: .*\n/m, '');
    const workflow = WORKFLOW.replace(`${name}: write`, `${name}: read`);
    expect(await found({ config, workflow }, 'permissions')).toMatchObject([
      { level: 'error', message: expect.stringContaining(`${WORKFLOW_PATH} works`) },
    ]);
    const without = await arrangeDoctor({ config: `${config}ledger: off\n`, workflow });
    expect(await without.found('permissions')).toMatchObject([{ level: 'ok' }]);
    await without[Symbol.asyncDispose]();
  });

  test('`task: route` needs `contents: write`', async () => {
    const config = WITH_LEDGER.replace('board:', 'router: workflow\nboard:');
    const path = '.github/workflows/interlock-route.yml';
    const files = { [path]: example('route.yml') };
    expect(await found({ config, files }, 'router')).toMatchObject([{ level: 'ok' }]);
    const reading = { [path]: example('route.yml').replace('contents: write', 'contents: read') };
    expect(await found({ config, files: reading }, 'router')).toMatchObject([
      { level: 'error', message: expect.stringContaining('lacks `contents: write`') },
    ]);
  });
});
