import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { MODEL_ENGINES, type ModelEngineName } from '../../../../src/core/config/model-engines.ts';
import { engines } from '../../../../src/engines/registry.ts';
import { keyVariablesOf } from '../../../../src/model-proxy/model-access.ts';
import { arrangeDoctor, CONFIG, WORKFLOW } from './doctor-world.ts';

const CLAUDE = '{ engine: claude, model: claude-opus-4-8 }';
const withImplementation = (entry: string): string => CONFIG.replace(/\{ engine: command.*\}/, entry);
/** The agents' workflow with another environment of its step, or with more in its job. */
const workflowWith = (env: Readonly<Record<string, string>>, more: object = {}): string => {
  const workflow = parse(WORKFLOW);
  Object.assign(workflow.jobs.run, more);
  workflow.jobs.run.steps[0].env = env;
  return stringify(workflow);
};
const FROM_SECRET = { ANTHROPIC_API_KEY: '${{ secrets.ANTHROPIC_API_KEY }}' };

const found = async (entry: string, workflow = WORKFLOW) => {
  await using world = await arrangeDoctor({ config: withImplementation(entry), workflow });
  return await world.found('engines');
};

test.each(Object.keys(MODEL_ENGINES) as ModelEngineName[])(
  'what is told of %s is true of its driver, and of the variable that its key is read from',
  (engine) => {
    const { cli, asks } = engines[engine];
    expect([MODEL_ENGINES[engine].version, MODEL_ENGINES[engine].secret]).toEqual([
      cli.pinned,
      keyVariablesOf(asks)[0],
    ]);
  },
);

test('an engine with its key, a known price and enough time is told with what it may cost', async () => {
  expect(await found(CLAUDE.replace(' }', ', budget: 2.5 }'))).toMatchObject([
    {
      level: 'ok',
      message: 'implementation: Claude Code with claude-opus-4-8, for at most US$2.5 and 30 minutes a run.',
    },
  ]);
});

test.each(Object.keys(MODEL_ENGINES) as ModelEngineName[])(
  'the price of the model that `init` writes for %s is known',
  async (engine) => {
    const { model, secret } = MODEL_ENGINES[engine];
    const workflow = workflowWith({ [secret]: `\${{ secrets.${secret} }}` });
    expect(await found(`{ engine: ${engine}, model: ${model} }`, workflow)).toMatchObject([{ level: 'ok' }]);
  },
);

test('an engine whose key the workflow does not hand on is an error that says how', async () => {
  for (const env of [{}, { OPENAI_API_KEY: '${{ secrets.OPENAI_API_KEY }}' }, { ANTHROPIC_API_KEY: '' }]) {
    expect(await found(CLAUDE, workflowWith(env))).toMatchObject([
      {
        level: 'error',
        message: expect.stringContaining('passes no ANTHROPIC_API_KEY or CLAUDE_CODE_OAUTH_TOKEN'),
        remedy: expect.stringContaining('ANTHROPIC_API_KEY: ${{ secrets.ANTHROPIC_API_KEY }}'),
      },
      { level: 'ok' },
    ]);
  }
});

test('a key that the whole job has is worth a warning', async () => {
  expect(await found(CLAUDE, workflowWith({}, { env: FROM_SECRET }))).toMatchObject([
    { level: 'warning', message: expect.stringContaining('every step that runs with this `env`') },
    { level: 'ok' },
  ]);
});

test('a key in the file itself is an error, which does not repeat it', async () => {
  const [verdict] = await found(CLAUDE, workflowWith({ ANTHROPIC_API_KEY: 'sk-ant-1234' }));
  expect(verdict).toMatchObject({ level: 'error', remedy: expect.stringContaining('Revoke that key') });
  expect(JSON.stringify(verdict)).not.toContain('1234');
});

test.each([
  ['a model without a price', '{ engine: claude, model: glm-99 }', FROM_SECRET, 'no price of this model'],
  [
    'another server',
    CLAUDE,
    { ...FROM_SECRET, ANTHROPIC_BASE_URL: 'https://models.example.com' },
    'another server',
  ],
  [
    'a subscription',
    CLAUDE,
    { CLAUDE_CODE_OAUTH_TOKEN: '${{ secrets.CLAUDE_CODE_OAUTH_TOKEN }}' },
    'the token of a subscription',
  ],
])('%s is worth a warning: tokens limit a run, and money does not', async (_, entry, env, words) => {
  expect(await found(entry, workflowWith(env))).toMatchObject([
    { level: 'warning', message: expect.stringMatching(new RegExp(`${words}.*5,000,000 tokens`)) },
  ]);
});

test('a version that is not driven is an error that names those that are', async () => {
  expect(await found(CLAUDE.replace(' }', ', version: 1.0.0 }'))).toMatchObject([
    { level: 'error', remedy: expect.stringContaining('from 2.1.332 on and below 3.0.0') },
  ]);
});

test('a job that ends before its engine has to is an error, whatever the engine', async () => {
  for (const entry of [CLAUDE, '{ engine: command, command: "true" }']) {
    expect(await found(entry, workflowWith(FROM_SECRET, { 'timeout-minutes': 30 }))).toMatchObject([
      { level: 'error', message: expect.stringContaining('after 30 minutes') },
    ]);
  }
});

test('an agent that asks no model is told, and nothing else is asked of the workflow', async () => {
  expect(await found('{ engine: command, command: "true" }', workflowWith({}))).toMatchObject([
    { level: 'ok', message: expect.stringContaining('Interlock does not know what it costs') },
  ]);
});
