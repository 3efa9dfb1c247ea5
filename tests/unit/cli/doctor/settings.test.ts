import { describe, expect, test } from 'vitest';
import { arrangeDoctor, CONFIG, WORKFLOW } from './doctor-world.ts';

const APP_WORKFLOW = WORKFLOW.replace(
  '          token: ${{ github.token }}\n',
  '          app-client-id: ${{ vars.INTERLOCK_CLIENT_ID }}\n          app-private-key: ${{ secrets.INTERLOCK_PRIVATE_KEY }}\n',
);

describe('the configuration', () => {
  test('is an error where it is missing, and the checks that need it were not made', async () => {
    await using world = await arrangeDoctor({ config: undefined });
    expect(await world.found('config')).toMatchObject([
      { level: 'error', message: expect.stringContaining('There is no .github/interlock.yml') },
    ]);
    expect(await world.found('concurrency')).toMatchObject([{ level: 'unknown' }]);
  });

  test('is an error where it does not fit, with everything that is wrong', async () => {
    await using world = await arrangeDoctor({ config: `${CONFIG}max_runs: 3\n` });
    expect(await world.found('config')).toMatchObject([
      { level: 'error', message: expect.stringContaining('max_runs: found an unknown key') },
    ]);
  });

  test('is an error where its last valid version is followed, and that version is looked at', async () => {
    await using world = await arrangeDoctor();
    const path = '.github/interlock.yml';
    await world.push(path, `${CONFIG}max_runs: 3\n`);
    expect(await world.found('config')).toMatchObject([
      {
        level: 'error',
        message: expect.stringMatching(
          /^\.github\/interlock\.yml cannot be used since commit \w{10}, so Interlock follows its version of \w{10}\. .*max_runs/,
        ),
        remedy: 'Correct the named paths.',
      },
    ]);
    expect(await world.found('concurrency')).toMatchObject([{ level: 'ok' }]);
    const wrote = world.sandbox.calls.filter(
      ({ operationId }) => operationId === 'repos/create-commit-comment',
    );
    expect(wrote).toEqual([]);
  });

  test('is worth a warning where it names no agent', async () => {
    await using world = await arrangeDoctor({
      config: 'version: 1\nproject: web\nledger: off\nboard: { type: github-labels }\nagents: {}\n',
    });
    expect(await world.found('config')).toMatchObject([{ level: 'ok' }, { level: 'warning' }]);
  });
});

describe('the board', () => {
  test('is an error without a label that every board needs, and worth a warning without another', async () => {
    await using world = await arrangeDoctor({
      labels: ['splitting', 'planning', 'todo', 'in progress', 'in review', 'done'],
    });
    expect(await world.found('board')).toMatchObject([
      { level: 'error', message: 'acme/web has no label "Backlog".' },
      { level: 'warning', message: 'acme/web has no label "Merged".' },
    ]);
  });

  test('is an error with a label that only looks like the configured one', async () => {
    const states = '{ backlog: Backlog, todo: "Pr\\u00fcfung", in-progress: In progress, done: Done }';
    await using world = await arrangeDoctor({
      config: CONFIG.replace(/^board: .*$/m, `board: { type: github-labels, states: ${states} }`),
      labels: ['Backlog', 'Pru\u0308fung', 'In progress', 'Done'],
    });
    expect(await world.found('board')).toMatchObject([
      {
        level: 'error',
        message: String.raw`acme/web has no label "Prüfung", but one that looks like it and differs only in how Unicode writes their letters: "Pr\u{fc}fung" and "Pru\u{308}fung".`,
      },
    ]);
  });

  const config = CONFIG.replace(/^board: .*$/m, 'board: { type: github-projects, owner: acme, number: 1 }');

  test('may be a GitHub project that has the options', async () => {
    await using world = await arrangeDoctor({ config, workflow: APP_WORKFLOW });
    world.sandbox.createProject({
      owner: 'acme',
      title: 'Web',
      states: ['Backlog', 'Todo', 'In progress', 'Done'],
    });
    expect(await world.found('board')).toMatchObject([
      { level: 'ok', message: 'The board has all 4 stages.' },
    ]);
  });

  test('is an error where the GitHub project lacks one', async () => {
    await using world = await arrangeDoctor({ config, workflow: APP_WORKFLOW });
    world.sandbox.createProject({ owner: 'acme', title: 'Web', states: ['Backlog', 'Todo', 'Done'] });
    expect(await world.found('board')).toMatchObject([
      { level: 'error', message: expect.stringContaining('no option "In progress"') },
    ]);
  });

  test("is out of reach of the workflow's own token, if it is a GitHub project", async () => {
    await using world = await arrangeDoctor({ config });
    expect(await world.found('permissions')).toMatchObject([
      { level: 'error', message: expect.stringContaining("the workflow's own token") },
    ]);
  });
});

describe('pull requests by Actions', () => {
  test('are an error where they are not allowed, and it is said where to allow them', async () => {
    await using world = await arrangeDoctor({ allowActionsToCreatePullRequests: false });
    const [found] = await world.found('pull-requests');
    expect(found?.level).toBe('error');
    expect(found?.remedy).toContain('Allow GitHub Actions to create and approve pull requests');
  });

  test('need not be allowed where an App opens them', async () => {
    await using world = await arrangeDoctor({
      allowActionsToCreatePullRequests: false,
      workflow: APP_WORKFLOW,
    });
    expect(await world.found('pull-requests')).toMatchObject([{ level: 'ok' }]);
  });

  test('are not known to somebody who may not read the settings', async () => {
    await using world = await arrangeDoctor({ access: 'write' });
    const { code, out } = await world.doctor();
    expect(out).toContain('Must have admin rights');
    expect(out).toContain('3 not looked at.');
    expect(code).toBe(2);
    expect((await world.doctor('--without', 'pull-requests', 'protections')).code).toBe(0);
  });
});

describe('secrets and variables that the workflow uses', () => {
  const variables = { INTERLOCK_CLIENT_ID: 'Iv1' };

  test.each([
    ['the repository has them', { secrets: { INTERLOCK_PRIVATE_KEY: 'x', ANTHROPIC_API_KEY: 'x' } }],
    ['its organization shares them', { organizationSecrets: { INTERLOCK_PRIVATE_KEY: 'x' } }],
  ])('are there if %s', async (_, arrangement) => {
    await using world = await arrangeDoctor({ workflow: APP_WORKFLOW, variables, ...arrangement });
    expect(await world.found('secrets')).toMatchObject([{ level: 'ok' }]);
  });

  test('are an error, or worth a warning, where they are not', async () => {
    await using world = await arrangeDoctor({ workflow: APP_WORKFLOW });
    expect(await world.found('secrets')).toMatchObject([
      { level: 'error', message: expect.stringContaining('secrets.INTERLOCK_PRIVATE_KEY') },
      { level: 'warning', message: expect.stringContaining('vars.INTERLOCK_CLIENT_ID') },
    ]);
  });

  test('may be those of an environment, which is not looked at', async () => {
    const workflow = APP_WORKFLOW.replace(
      '    timeout-minutes',
      '    environment: agents\n    timeout-minutes',
    );
    await using world = await arrangeDoctor({ workflow, variables });
    expect(await world.found('secrets')).toMatchObject([
      { level: 'warning', message: expect.stringContaining('the environment "agents"') },
    ]);
  });
});

describe('a schedule', () => {
  const path = '.github/workflows/reconcile.yml';
  const reconcile = `on: { schedule: [{ cron: '7 * * * *' }] }
jobs: { tick: { runs-on: ubuntu-latest, steps: [{ uses: dev/interlock@main, with: { task: reconcile } }] } }
`;
  const files = { [path]: reconcile };

  test('runs while something happens in the repository', async () => {
    await using world = await arrangeDoctor({ files });
    expect(await world.found('schedules')).toMatchObject([{ level: 'ok', message: 'The schedules run.' }]);
  });

  test('is an error when GitHub has switched it off', async () => {
    await using world = await arrangeDoctor({ files });
    world.repository.disableForInactivity(path);
    expect(await world.found('schedules')).toMatchObject([
      { level: 'error', message: expect.stringContaining('for 60 days') },
    ]);
  });

  const later = new Date('2026-12-20T00:00:00Z');

  test('is worth a warning when GitHub soon will', async () => {
    await using world = await arrangeDoctor({ files });
    expect(await world.found('schedules', later)).toMatchObject([
      { level: 'warning', message: expect.stringContaining('Nothing was pushed for 47 days') },
    ]);
  });

  test('sleeps in public repositories alone', async () => {
    await using world = await arrangeDoctor({ files, private: true });
    expect(await world.found('schedules', later)).toMatchObject([{ level: 'ok' }]);
  });

  test('is worth a warning beside the agents, which would go with it', async () => {
    await using world = await arrangeDoctor({
      workflow: WORKFLOW.replace('on:\n', "on:\n  schedule: [{ cron: '7 * * * *' }]\n"),
    });
    expect(await world.found('schedules')).toMatchObject([
      { level: 'warning', message: expect.stringContaining('the whole file') },
    ]);
  });

  test("of somebody else's workflow is nobody's business here", async () => {
    const foreign = reconcile.replace('uses: dev/interlock@main, with: { task: reconcile }', "run: 'true'");
    await using world = await arrangeDoctor({ files: { [path]: foreign } });
    world.repository.disableForInactivity(path);
    expect(await world.found('schedules')).toMatchObject([{ level: 'ok' }]);
  });
});

describe('the pause', () => {
  test.each([
    [{}, 'ok'],
    [{ INTERLOCK_PAUSED: 'false' }, 'ok'],
    [{ INTERLOCK_PAUSED: 'TRUE' }, 'warning'],
    [{ INTERLOCK_PAUSED: 'yes' }, 'warning'],
  ])('with the variables %j is %s', async (variables, level) => {
    await using world = await arrangeDoctor({ variables });
    expect(await world.found('paused')).toMatchObject([{ level }]);
  });
});

describe('the doctor', () => {
  test('ends with 0 and says so where all is well', async () => {
    await using world = await arrangeDoctor();
    const { code, out, error } = await world.doctor();
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).toContain('no errors, no warnings.');
    expect(out).not.toContain('\x1b[');
  });

  test('goes on looking while GitHub does not answer one question', async () => {
    await using world = await arrangeDoctor();
    world.sandbox.inject({
      match: ({ operationId }) => operationId === 'issues/list-labels-for-repo',
      fault: { kind: 'status', status: 502 },
      times: 2,
    });
    const { code, out } = await world.doctor();
    expect(out).toMatch(/^unknown +board/m);
    expect(out).toMatch(/^ok +paused/m);
    expect(code).toBe(2);
  });

  test('changes nothing', async () => {
    await using world = await arrangeDoctor();
    await world.doctor();
    expect(
      world.sandbox.calls.filter(({ method, path }) => method !== 'GET' && !path.endsWith('graphql')),
    ).toEqual([]);
  });

  test.each([
    [['--without', 'groups'], '--without: there is no check groups.'],
    [['--repository', 'web'], '--repository is "web". Expected OWNER/NAME.'],
    [['--repository', 'acme/api'], 'acme/api does not exist, or the token cannot see it.'],
    [['--color'], "unknown option '--color'"],
  ])('ends with 2 for %j', async (args, message) => {
    await using world = await arrangeDoctor();
    const { code, error } = await world.doctor(...args);
    expect(code).toBe(2);
    expect(error).toContain(message);
  });
});
