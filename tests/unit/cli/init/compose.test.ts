import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  type ConfigChoices,
  composeConfig,
  configExample,
  type EngineChoice,
  projectKey,
} from '../../../../src/cli/init/compose-config.ts';
import { composeWorkflow } from '../../../../src/cli/init/compose-workflow.ts';
import { MODEL_ENGINES, type ModelEngineName } from '../../../../src/core/config/model-engines.ts';
import { parseConfig } from '../../../../src/core/config/parse-config.ts';
import { readWorkflow } from '../../../../src/doctor/workflow/read-workflow.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../../../docs/examples/${name}`, import.meta.url), 'utf8');
const home = { owner: 'acme', repository: 'web' };
const modelEngines = Object.keys(MODEL_ENGINES) as ModelEngineName[];

const composed = (agents: EngineChoice, more: Partial<ConfigChoices> = {}): string =>
  composeConfig(read(configExample(agents)), { project: 'shop', agents, ...more });

const configOf = (text: string) => {
  const parsed = parseConfig(text, home);
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  return parsed.config;
};

describe('the first configuration', () => {
  test.each([
    ['./work.sh', './work.sh'],
    ['echo "a: b" # not a comment', 'echo "a: b" # not a comment'],
    ["printf '%s' $1 $& }", "printf '%s' $1 $& }"],
  ])('runs the command %s', (command, expected) => {
    expect(configOf(composed({ engine: 'command', command }))).toMatchObject({
      project: 'shop',
      agents: { configured: [{ engine: 'policy' }, { engine: 'command', command: expected }] },
    });
  });

  test.each(modelEngines)('has %s do the work of both agents, with a budget', (engine) => {
    const { model } = MODEL_ENGINES[engine];
    const { agents } = configOf(composed({ engine }));
    expect(agents.configured).toMatchObject([
      { definition: { name: 'backlog-manager' }, engine, model, budget: { dollars: 1 } },
      { definition: { name: 'implementation' }, engine, model, budget: { dollars: 5 } },
    ]);
  });

  test('names the model that was asked for', () => {
    const { agents } = configOf(composed({ engine: 'codex', model: 'gpt-5.2-codex' }));
    expect(agents.configured).toMatchObject([{ model: 'gpt-5.2-codex' }, { model: 'gpt-5.2-codex' }]);
  });

  test('with fixed rules alone has nobody implement items', () => {
    const { agents } = configOf(composed({ engine: 'policy' }));
    expect(agents.configured).toMatchObject([{ definition: { name: 'backlog-manager' }, engine: 'policy' }]);
    expect(agents.configured).toHaveLength(1);
  });

  test('has a GitHub project for its board', () => {
    const text = composed({ engine: 'claude' }, { gitHubProject: { owner: 'acme', number: 7 } });
    expect(configOf(text).board).toMatchObject({ type: 'github-projects', owner: 'acme', number: 7 });
  });

  test('is refused from an example that has changed its form', () => {
    const agents = { engine: 'command', command: 'true' } as const;
    expect(() => composeConfig('version: 1\n', { project: 'shop', agents })).toThrow('has no line like');
  });
});

test.each([
  ['web', 'web'],
  ['Web.Site_2', 'web-site-2'],
  ['-._', 'project'],
  ['x'.repeat(60), 'x'.repeat(40)],
  [`.${'x'.repeat(39)}_y`, 'x'.repeat(39)],
])('the key of a project in the repository %s is %s', (name, key) => {
  expect(projectKey(name)).toBe(key);
});

const CLAUDE: EngineChoice = { engine: 'claude' };
const COMMAND: EngineChoice = { engine: 'command', command: 'true' };

describe('the workflow', () => {
  const choices = (
    agents: EngineChoice,
    keys: { router?: 'app' | 'workflow'; ledger?: 'on' | 'off' } = {},
    credentials: 'workflow' | 'app' = 'workflow',
  ) => ({
    action: 'a/b@c',
    credentials,
    config: { ...configOf(composed(agents)), router: 'workflow', ledger: 'off', ...keys } as const,
  });
  const permissionsOf = (text: string): unknown => parse(text).jobs.run.permissions;
  const example = read('workflow.yml');

  test.each(modelEngines)('of %s hands the key to the step of Interlock, and to nothing else', (engine) => {
    for (const credentials of ['workflow', 'app'] as const) {
      const { secret } = MODEL_ENGINES[engine];
      const text = composeWorkflow(example, choices({ engine }, {}, credentials));
      const { env, jobs } = parse(text);
      expect([env, jobs.run.env]).toEqual([undefined, undefined]);
      const [interlock, upload] = jobs.run.steps;
      expect([upload.env, jobs.run.steps.length]).toEqual([undefined, 2]);
      expect(interlock.env).toEqual({ [secret]: `\${{ secrets.${secret} }}` });
      expect(text.match(/secrets\.\w+/g)).toContain(`secrets.${secret}`);
    }
  });

  test('hands over each key once where the engines have different ones, and none where no model is asked', () => {
    const mixed = composed(CLAUDE).replace(
      'engine: claude, model: claude-opus-4-8, budget: 5',
      'engine: codex, model: gpt-5.5',
    );
    const text = composeWorkflow(example, { ...choices(CLAUDE), config: configOf(mixed) });
    expect(Object.keys(parse(text).jobs.run.steps[0].env)).toEqual(['ANTHROPIC_API_KEY', 'OPENAI_API_KEY']);
    for (const agents of [COMMAND, { engine: 'policy' } as const]) {
      const without = composeWorkflow(example, choices(agents));
      expect(parse(without).jobs.run.steps[0].env).toBeUndefined();
      expect(without).not.toContain('the key');
    }
  });

  test('gives a run more time than its engine has', () => {
    const minutesOf = (text: string) =>
      parse(composeWorkflow(example, { ...choices(CLAUDE), config: configOf(text) })).jobs.run[
        'timeout-minutes'
      ];
    expect(minutesOf(composed(CLAUDE))).toBe(45);
    expect(minutesOf(composed(CLAUDE).replace('budget: 5', 'timeout-minutes: 120'))).toBe(135);
    expect(minutesOf(composed(CLAUDE).replace('budget: 5', 'setup: { command: npm ci }'))).toBe(60);
    expect(minutesOf(composed(CLAUDE).replace('budget: 5', 'timeout-minutes: 350'))).toBe(360);
  });

  test.each(['claude', 'codex', 'command', 'policy'] as const)(
    "of %s is one for GitHub's own parser, with either credentials, router and ledger",
    async (engine) => {
      const agents = engine === 'command' ? COMMAND : ({ engine } as EngineChoice);
      for (const credentials of ['workflow', 'app'] as const) {
        for (const router of ['workflow', 'app'] as const) {
          for (const ledger of ['on', 'off'] as const) {
            const text = composeWorkflow(example, choices(agents, { router, ledger }, credentials));
            const found = await readWorkflow('.github/workflows/interlock.yml', text);
            expect(found.kind === 'invalid' ? found.problems : []).toEqual([]);
          }
        }
      }
    },
  );

  test('may start agents only where no app does', () => {
    const rights = { contents: 'write', issues: 'write', 'pull-requests': 'write' };
    expect(permissionsOf(composeWorkflow(example, choices(COMMAND)))).toEqual({
      actions: 'write',
      ...rights,
    });
    expect(permissionsOf(composeWorkflow(example, choices(COMMAND, { router: 'app' })))).toEqual({
      actions: 'read',
      ...rights,
    });
    expect(permissionsOf(composeWorkflow(example, choices(COMMAND, {}, 'app')))).toBeUndefined();
  });

  test('opens no pull requests where no agent does', () => {
    const text = (ledger: 'on' | 'off') =>
      composeWorkflow(example, choices({ engine: 'policy' }, { ledger }));
    expect(permissionsOf(text('on'))).toEqual({ actions: 'write', contents: 'write', issues: 'write' });
    expect(permissionsOf(text('off'))).toEqual({ actions: 'write', contents: 'read', issues: 'write' });
  });

  test('only pushes the branches of items where there is no ledger', () => {
    const writers = ['workflow.yml', 'route.yml', 'schedule.yml'].map((name) => {
      const [job] = Object.values(parse(composeWorkflow(read(name), choices(COMMAND))).jobs);
      return [name, (job as { permissions: Record<string, string> }).permissions['contents']];
    });
    expect(writers).toEqual([
      ['workflow.yml', 'write'],
      ['route.yml', 'read'],
      ['schedule.yml', 'read'],
    ]);
  });

  test('may start agents and write to the ledger where there is one, whoever answers events', () => {
    for (const router of ['app', 'workflow'] as const) {
      const withLedger = choices(COMMAND, { router, ledger: 'on' });
      const jobs = ['workflow.yml', 'route.yml', 'reconcile.yml'].map(
        (name) => Object.values(parse(composeWorkflow(read(name), withLedger)).jobs)[0],
      );
      for (const job of jobs) {
        expect(job).toMatchObject({ permissions: { actions: 'write', contents: 'write', issues: 'write' } });
      }
    }
  });

  test('is refused from an example that names no action to fill in', () => {
    expect(() => composeWorkflow('on: push\n', choices(COMMAND))).toThrow('has no OWNER');
  });
});
