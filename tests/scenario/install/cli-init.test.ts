import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ACTION, arrangeCli, type CliWorld } from './cli-world.ts';

const CONFIG = '.github/interlock.yml';
const WORKFLOW = '.github/workflows/interlock.yml';
const RECONCILE = '.github/workflows/interlock-reconcile.yml';
const LABELS = ['Splitting', 'Planning', 'Backlog', 'Todo', 'In progress', 'In review', 'Done', 'Merged'];

const WITHOUT_LEDGER =
  'version: 1\nproject: web\nledger: off\nboard: { type: github-labels }\nagents: { backlog-manager: {} }\n';
const WITH_LEDGER = WITHOUT_LEDGER.replace('off', 'on');

let world: CliWorld;

beforeEach(async () => {
  world = await arrangeCli();
});

afterEach(() => world[Symbol.asyncDispose]());

const init = (...args: readonly string[]) => world.interlock(['init', '--action', ACTION, ...args]);
/** In a repository that has no configuration yet. */
const initCommand = (...args: readonly string[]) => init('--engine', 'command', ...args);
const read = (path: string): Promise<string> => readFile(join(world.checkout, path), 'utf8');
const write = async (path: string, text: string): Promise<void> => {
  await mkdir(join(world.checkout, '.github/workflows'), { recursive: true });
  await writeFile(join(world.checkout, path), text);
};

/** Names of the labels that were created, in order. */
const created = (): readonly unknown[] =>
  world.sandbox.calls
    .filter(({ operationId }) => operationId === 'issues/create-label')
    .map(({ body }) => (body as { name: string }).name);

describe('interlock init', () => {
  test('from an empty repository to one that the doctor finds nothing wrong with', async () => {
    const { code, out } = await initCommand('--yes');
    expect(code).toBe(0);
    expect(out).toContain('--- /dev/null\n+++ b/.github/interlock.yml\n@@ -0,0 +1,');
    expect(out).toContain('+project: web ');
    expect(out).toContain('wrote .github/workflows/interlock.yml');
    expect(out).toContain('created the label "In progress" in acme/web');
    expect(out).not.toContain('\x1b[');
    expect(created()).toEqual(LABELS);
    expect(await read(WORKFLOW)).toContain(`uses: ${ACTION}\n`);
    expect(await world.git('status', '--porcelain', '--untracked-files=all')).toBe(
      [CONFIG, RECONCILE, WORKFLOW].map((path) => `?? ${path}`).join('\n'),
    );

    expect(out).toContain(`${RECONCILE} starts 720 runs a month by its schedule.`);
    const left = out.slice(out.indexOf('Next:')).trimEnd().split('\n');
    expect(left.map((line) => line.slice(0, 24))).toEqual([
      'Next:',
      '  1. Write `./scripts/im',
      '  2. Commit the files an',
      '  3. Run `interlock doct',
    ]);

    await mkdir(join(world.checkout, 'scripts'));
    await writeFile(join(world.checkout, 'scripts/implement.sh'), '#!/bin/sh\n');
    await world.git('add', '.');
    await world.git('commit', '-qm', 'Interlock');
    await world.git('push', '-q', 'origin', 'HEAD:main');
    const again = await init('--yes');
    expect(again.out).toBe(
      'Everything is in place; nothing was changed.\n\nNothing is left to do here. Run `interlock doctor`: it looks at the installation on GitHub.\n',
    );
    const doctor = await world.interlock(['doctor']);
    expect(doctor).toMatchObject({ code: 0, error: '' });
    expect(doctor.out).toContain('no errors, no warnings.');
    const json = await world.interlock(['doctor', '--json']);
    expect(JSON.parse(json.out)).toMatchObject({ repository: 'acme/web', counts: { error: 0, unknown: 0 } });
  });

  describe.each([
    ['claude', 'ANTHROPIC_API_KEY'],
    ['codex', 'OPENAI_API_KEY'],
  ])('with --engine %s', (engine, secret) => {
    const pushAll = async (): Promise<void> => {
      await world.git('add', '.');
      await world.git('commit', '-qm', 'Interlock');
      await world.git('push', '-q', 'origin', 'HEAD:main');
    };

    test.each([
      ['workflow', '--no-server'],
      ['app', '--app'],
    ])('names the secret until there is one, and the doctor misses it: %s', async (_, flag) => {
      const { code, out } = await init('--engine', engine, '--yes', flag);
      expect(code).toBe(0);
      expect(out).toContain(`\`gh secret set ${secret}\` asks for it. By hand: Settings,`);
      const [step] = parse(await read(WORKFLOW)).jobs.run.steps;
      expect(step.env).toEqual({ [secret]: `\${{ secrets.${secret} }}` });
      await pushAll();
      const without = await world.interlock(['doctor']);
      expect(without.out).toMatch(new RegExp(`^error +secrets +.*secrets\\.${secret}`, 'm'));

      world.repository.addSecret(secret, 'x');
      const again = await init('--yes');
      expect(again.out).toContain('Everything is in place; nothing was changed.');
      expect(again.out).not.toContain('gh secret set');
      const doctor = await world.interlock(['doctor']);
      expect(doctor.out).not.toMatch(new RegExp(`^error +secrets.*${secret}`, 'm'));
      expect(doctor.out).toMatch(/^ok +engines +implementation: /m);
      expect(doctor.out).toMatch(/^ok +isolation /m);
    });

    test('writes what the doctor finds nothing wrong with', async () => {
      await init('--engine', engine, '--yes');
      await pushAll();
      world.repository.addSecret(secret, 'x');
      const doctor = await world.interlock(['doctor']);
      expect(doctor).toMatchObject({ code: 0, error: '' });
      expect(doctor.out).toContain('no errors, no warnings.');
    });
  });

  test('with another engine in the configuration gives the workflow its key, when it is told to', async () => {
    await init('--engine', 'claude', '--yes');
    const config = await read(CONFIG);
    await write(
      CONFIG,
      config.replaceAll('engine: claude, model: claude-opus-4-8', 'engine: codex, model: gpt-5.5'),
    );
    const { code, out } = await init('--yes', '--update');
    expect(code).toBe(0);
    expect(out).toContain('-          ANTHROPIC_API_KEY: ${{ secrets.ANTHROPIC_API_KEY }}');
    expect(out).toContain('+          OPENAI_API_KEY: ${{ secrets.OPENAI_API_KEY }}');
  });

  test('with fixed rules alone leaves no command to be written, and asks for no secret and no pull requests', async () => {
    const { out } = await init('--engine', 'policy', '--yes');
    expect(out).not.toMatch(/gh secret set|implement\.sh|pull requests/);
    expect(parse(await read(WORKFLOW)).jobs.run.permissions).not.toHaveProperty('pull-requests');
  });

  test('changes nothing the second time', async () => {
    await initCommand('--yes');
    const before = [await read(CONFIG), await read(WORKFLOW)];
    const { code, out } = await init('--yes');
    expect(code).toBe(0);
    expect(out).toMatch(/^Everything is in place; nothing was changed\.\n\nNext:\n/);
    expect([await read(CONFIG), await read(WORKFLOW)]).toEqual(before);
    expect(created()).toHaveLength(LABELS.length);
  });

  test.each([['--dry-run'], ['--no-board']])(
    'writes nothing with %s, or without a terminal to ask at',
    async (flag) => {
      const { code, out } = await initCommand(flag);
      expect(code).toBe(1);
      expect(out).toContain('Nothing was written. Run it again with --yes to write this.');
      expect(existsSync(join(world.checkout, '.github'))).toBe(false);
      expect(created()).toEqual([]);
    },
  );

  test('leaves a configuration as it is, and takes states and the name of the workflow from it', async () => {
    const mine = `version: 1
project: shop
ledger: off
workflow: agents.yml
board: { type: github-labels, states: { backlog: Ideas, todo: Ready, in-progress: Doing, done: Shipped } }
agents: { backlog-manager: {} }
`;
    await write(CONFIG, mine);
    world.repository.addLabel({ name: 'ideas' });
    const { code } = await init('--yes', '--project', 'other');
    expect(code).toBe(0);
    expect(await read(CONFIG)).toBe(mine);
    expect(existsSync(join(world.checkout, '.github/workflows/agents.yml'))).toBe(true);
    expect(created()).toEqual(['Ready', 'Doing', 'Shipped']);
  });

  test('leaves a workflow of that name as it is, and replaces it only when it is told to', async () => {
    const mine = 'on: push\njobs: {}\n';
    await write(WORKFLOW, mine);
    const kept = await initCommand('--yes');
    expect(kept.out).toContain(`${WORKFLOW} is there already and stays as it is.`);
    expect(await read(WORKFLOW)).toBe(mine);

    const updated = await init('--yes', '--update');
    expect(updated.out).toContain('-on: push');
    expect(await read(WORKFLOW)).toContain(ACTION);
  });

  test('finishes what broke off between two labels', async () => {
    world.sandbox.inject({
      match: ({ operationId }) => operationId === 'issues/create-label',
      fault: { kind: 'status', status: 502 },
      skip: 3,
      times: 2,
    });
    const first = await initCommand('--yes');
    expect(first.code).toBe(2);
    expect(first.error).toContain('Could not create the label "Todo" in acme/web');
    expect(await init('--yes')).toMatchObject({ code: 0 });
    const labels = await world.interlock(['init', '--action', ACTION, '--dry-run']);
    expect(labels.out).toContain('Everything is in place; nothing was changed.\n');
  });

  test('does not mind a label that somebody else made meanwhile', async () => {
    const barrier = world.sandbox.hold(({ operationId }) => operationId === 'issues/create-label');
    const running = initCommand('--yes');
    await barrier.reached;
    for (const name of LABELS) world.repository.addLabel({ name });
    barrier.release();
    expect(await running).toMatchObject({ code: 0, error: '' });
  });

  test('does not mind that GitHub fails after it has made a label', async () => {
    world.sandbox.inject({
      match: ({ operationId }) => operationId === 'issues/create-label',
      fault: { kind: 'status-after-effect', status: 502 },
      times: 1,
    });
    expect(await initCommand('--yes')).toMatchObject({ code: 0, error: '' });
    expect(created()).toEqual(LABELS);
  });

  test('without a server: the workflows that answer events, and a doctor that asks for no more than a policy', async () => {
    const { code } = await initCommand('--yes', '--no-server');
    expect(code).toBe(0);
    expect(parse(await read(CONFIG)).router).toBe('workflow');
    await world.git('add', '.');
    await world.git('commit', '-qm', 'Interlock');
    await world.git('push', '-q', 'origin', 'HEAD:main');
    const { out } = await world.interlock(['doctor']);
    expect(out).toContain('Events are answered by .github/workflows/interlock-route.yml');
    expect(out.match(/^error .*$/gm)).toEqual([
      expect.stringContaining('does not let `pull_request_target`'),
    ]);
    expect(await init('--yes')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Everything is in place; nothing was changed.\n'),
    });
  });

  test('makes the ledger where the configuration wants one, once', async () => {
    await write(CONFIG, WITH_LEDGER);
    const dry = await init('--dry-run');
    expect(dry.out).toContain('branch interlock-ledger/web to be created in acme/web');
    expect(await world.repository.branches()).not.toHaveProperty(['interlock-ledger/web']);

    const { code, out } = await init('--yes');
    expect(code).toBe(0);
    expect(out).toContain('created the branch interlock-ledger/web in acme/web');
    expect(out).toContain('created a ruleset for interlock-ledger/** in acme/web');
    const { 'interlock-ledger/web': head } = await world.repository.branches();
    expect(await world.repository.readFile('interlock-ledger/web', 'README.md')).toContain(
      '# The ledger of web',
    );
    expect(await init('--yes')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Everything is in place; nothing was changed.\n'),
    });
    expect((await world.repository.branches())['interlock-ledger/web']).toBe(head);
  });

  test('keeps the ledger it made from being rewritten and from being deleted', async () => {
    await write(CONFIG, WITH_LEDGER);
    await init('--yes');
    await world.git('fetch', '-q', 'origin', 'interlock-ledger/web');
    await world.git('checkout', '-q', '-b', 'forged', 'FETCH_HEAD');
    await world.git('commit', '-q', '--amend', '-m', 'Another past');
    const push = (ref: string) => world.git('push', '-q', '--force', 'origin', ref);
    await expect(push('forged:interlock-ledger/web')).rejects.toThrow('Cannot force-push to this branch');
    await expect(push(':interlock-ledger/web')).rejects.toThrow('Cannot delete this branch');
  });

  test('says so where it may not protect the ledger, and goes on', async () => {
    await write(CONFIG, WITH_LEDGER);
    const { token } = world.sandbox.createPerson({ login: 'nora', access: { 'acme/web': 'write' } });
    const { code, out } = await world.interlock(['init', '--action', ACTION, '--yes'], {
      env: { GH_TOKEN: token },
    });
    expect(code).toBe(0);
    expect(out).toContain('The ledger is not protected. Could not make the ruleset "Interlock ledgers"');
  });

  test('makes no second ruleset where the answer to the first was lost', async () => {
    await write(CONFIG, WITH_LEDGER);
    world.sandbox.inject({
      match: ({ operationId }) => operationId === 'repos/create-repo-ruleset',
      fault: { kind: 'status-after-effect', status: 502 },
      times: 1,
    });
    expect(await init('--yes')).toMatchObject({ code: 0, error: '' });
    const made = world.sandbox.calls.filter(({ operationId }) => operationId === 'repos/create-repo-ruleset');
    expect(made).toHaveLength(1);
  });

  test('for moves alone makes ledger and reconciler, and no workflow for agents', async () => {
    await write(CONFIG, WITH_LEDGER.replace('{ backlog-manager: {} }', '{}'));
    expect(await init('--yes')).toMatchObject({ code: 0 });
    expect(existsSync(join(world.checkout, RECONCILE))).toBe(true);
    expect(existsSync(join(world.checkout, WORKFLOW))).toBe(false);
    expect(await world.repository.branches()).toHaveProperty(['interlock-ledger/web']);
  });

  test('of two at once one makes the ledger, and the other does not mind', async () => {
    await write(CONFIG, WITHOUT_LEDGER);
    await init('--yes');
    await write(CONFIG, WITH_LEDGER);
    const isMade = ({ operationId }: { operationId: string }) => operationId === 'git/create-ref';
    const barrier = world.sandbox.hold(isMade, { times: 1 });
    const one = init('--yes');
    await barrier.reached;
    expect(await init('--yes')).toMatchObject({ code: 0, error: '' });
    const { 'interlock-ledger/web': head } = await world.repository.branches();
    barrier.release();
    expect(await one).toMatchObject({ code: 0, error: '' });
    expect((await world.repository.branches())['interlock-ledger/web']).toBe(head);
  });

  test('leaves a ledger alone that it does not understand', async () => {
    await write(CONFIG, WITH_LEDGER);
    await world.git('push', '-q', 'origin', 'HEAD:refs/heads/interlock-ledger/web');
    const { code, error } = await init('--yes');
    expect(code).toBe(2);
    expect(error).toContain('There is no state.json on interlock-ledger/web.');
    expect(created()).toEqual([]);
  });

  test('leaves it to people to take events from the app', async () => {
    await initCommand('--yes');
    const { code, error } = await init('--yes', '--no-server');
    expect(code).toBe(2);
    expect(error).toContain('Write `router: workflow` into it.');
  });

  test("lets the action work with an App's tokens", async () => {
    await initCommand('--yes', '--app');
    const workflow = parse(await read(WORKFLOW));
    const [step] = workflow.jobs.run.steps;
    expect(step.with).toMatchObject({
      'app-client-id': '${{ vars.INTERLOCK_CLIENT_ID }}',
      'app-private-key': '${{ secrets.INTERLOCK_PRIVATE_KEY }}',
    });
    expect(step.with.token).toBeUndefined();
    expect(workflow.permissions).toEqual({});
    expect(workflow.jobs.run.permissions).toBeUndefined();
  });

  test('looks at the options of a GitHub project, and says which are missing before it writes', async () => {
    const project = world.sandbox.createProject({
      owner: 'acme',
      title: 'Web',
      states: ['Backlog', 'Todo', 'Done'],
    });
    const refused = await init('--engine', 'claude', '--yes', '--github-project', `acme/${project.number}`);
    expect(refused.code).toBe(2);
    expect(refused.error).toContain('no option "In progress"');
    expect(existsSync(join(world.checkout, '.github'))).toBe(false);

    project.addOption('In progress');
    expect(
      await init('--engine', 'claude', '--yes', '--github-project', `acme/${project.number}`),
    ).toMatchObject({ code: 0 });
    expect(await read(CONFIG)).toContain(
      `board: { type: github-projects, owner: acme, number: ${project.number} }`,
    );
    const example = await readFile(
      new URL('../../../docs/examples/workflow-app.yml', import.meta.url),
      'utf8',
    );
    expect(await read(WORKFLOW)).toBe(
      example.replace(/^#.*\n#.*\n/, '').replace('OWNER/interlock@COMMIT_SHA', ACTION),
    );
    expect(created()).toEqual([]);
  });
});

describe('interlock init ends with 2, writes nothing and says why', () => {
  const untouched = (): void => expect(existsSync(join(world.checkout, '.github'))).toBe(false);

  test('outside of a git checkout', async () => {
    const { code, error } = await world.interlock(['init', '--yes'], { cwd: join(world.checkout, '..') });
    expect(code).toBe(2);
    expect(error).toContain('is in no git checkout. Change to a clone of the repository');
  });

  test('without a token', async () => {
    const { code, error } = await world.interlock(
      ['init', '--action', ACTION, '--engine', 'command', '--yes'],
      {
        env: { GH_TOKEN: '' },
      },
    );
    expect(code).toBe(2);
    expect(error).toContain('There is no token. Set GH_TOKEN or GITHUB_TOKEN');
    untouched();
  });

  test('rather than send the token to a host that only the remote names', async () => {
    const { code, error } = await world.interlock(
      ['init', '--action', ACTION, '--engine', 'command', '--yes'],
      {
        env: { GH_HOST: '' },
      },
    );
    expect(code).toBe(2);
    expect(error).toContain('nothing says that your token is for it. Set GH_HOST=');
    expect(world.sandbox.calls).toEqual([]);
    untouched();
  });

  test.each([
    [['--action', 'acme/interlock@v1'], 'a tag can be moved'],
    [
      ['--project', 'Not a slug'],
      'These choices do not make a valid configuration:\n.github/interlock.yml: project: ',
    ],
    [['--github-project', '7'], 'Expected OWNER/NUMBER'],
    [['--remote', 'upstream'], 'This checkout has no remote "upstream"'],
    [['--yes', '--dry-run'], 'cannot be used with'],
    [
      ['--engine', 'no-such'],
      "argument 'no-such' is invalid. Allowed choices are claude, codex, gemini, command, policy",
    ],
    [['--engine', 'claude', '--command', './run.sh'], '--command is for --engine command.'],
    [['--model', 'claude-opus-4-8'], '--model needs --engine with an engine that asks a model.'],
    [['--engine', 'claude', '--model', 'claude opus'], "expected the model's full name"],
  ])('with %j', async (args, message) => {
    const engine = args[0] === '--engine' || args[0] === '--model' ? [] : ['--engine', 'command'];
    const { code, error } = await init(...engine, ...args);
    expect(code).toBe(2);
    expect(error).toContain(message);
    untouched();
  });

  test('where nobody says what does the work, and names each choice with the secret that it needs', async () => {
    const { code, error } = await init('--yes');
    expect(code).toBe(2);
    expect(error).toContain(
      '  --engine claude   Claude Code, with a key of Anthropic in the secret ANTHROPIC_API_KEY',
    );
    expect(error).toContain(
      '  --engine codex    Codex CLI, with a key of OpenAI in the secret OPENAI_API_KEY',
    );
    expect(error).toContain('  --engine policy ');
    untouched();
  });

  test('with an engine that the existing configuration does not have', async () => {
    await write(CONFIG, WITHOUT_LEDGER);
    const { code, error } = await init('--yes', '--engine', 'claude');
    expect(code).toBe(2);
    expect(error).toContain('No agent of the existing configuration has `engine: claude`');
    expect(existsSync(join(world.checkout, WORKFLOW))).toBe(false);
  });

  test('beside a configuration that is not valid', async () => {
    await write(CONFIG, 'version: 2\n');
    const { code, error } = await init('--yes');
    expect(code).toBe(2);
    expect(error).toContain(
      'is not valid, and was left alone:\n.github/interlock.yml: version: found 2, expected 1',
    );
    expect(existsSync(join(world.checkout, WORKFLOW))).toBe(false);
  });
});

test('interlock explains itself, and ends with 2 when it is not understood', async () => {
  const help = await world.interlock(['init', '--help']);
  expect(help).toMatchObject({ code: 0, error: '' });
  expect(help.out).toContain('Exit code: 0 if everything is in place');
  const wrong = await world.interlock(['initialise']);
  expect(wrong.code).toBe(2);
  expect(wrong.error).toContain("unknown command 'initialise'");
});
