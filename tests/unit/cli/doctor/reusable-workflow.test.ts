import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { arrangeDoctor, type Found, WORKFLOW } from './doctor-world.ts';

const CALLED_PATH = '.github/workflows/called.yml';
const NAMES = ['project', 'agent', 'item', 'cause', 'dispatch'];

interface Parts {
  /** Of the job that calls. */
  readonly caller?: Readonly<Record<string, unknown>>;
  /** Of the calling workflow. */
  readonly calling?: Readonly<Record<string, unknown>>;
  /** Of the job that is called. */
  readonly job?: Readonly<Record<string, unknown>>;
  /** Of the called workflow; `null`: it is not there. */
  readonly called?: Readonly<Record<string, unknown>> | null;
}

/** The workflow of the README, whose job calls another file that has the steps. */
async function found(check: string, { caller, calling, job, called }: Parts = {}): Promise<readonly Found[]> {
  const workflow = parse(WORKFLOW);
  const { steps, permissions, if: condition } = workflow.jobs.run;
  const given = Object.fromEntries(NAMES.map((name) => [name, `\${{ inputs.${name} }}`]));
  const run = { if: condition, permissions, uses: `./${CALLED_PATH}`, with: given, ...caller };
  const inputs = Object.fromEntries(NAMES.map((name) => [name, { type: 'string' }]));
  const file = {
    on: { workflow_call: { inputs } },
    jobs: { work: { 'runs-on': 'ubuntu-latest', steps, ...job } },
    ...called,
  };
  await using world = await arrangeDoctor({
    workflow: stringify({ ...workflow, ...calling, jobs: { run } }),
    files: called === null ? {} : { [CALLED_PATH]: stringify(file) },
  });
  return await world.found(check);
}

const GROUP: string = parse(WORKFLOW).concurrency.group;

test.each(['workflow', 'concurrency', 'condition', 'permissions'])(
  'an agent behind the call of a reusable workflow is right, says the check `%s`',
  async (check) => {
    expect(await found(check)).toMatchObject([{ level: 'ok' }]);
  },
);

test('a group in the called workflow counts, by the names that it has for its inputs', async () => {
  const inputs = { whom: { type: 'string' }, item: { type: 'string' }, project: { type: 'string' } };
  const given = {
    whom: '${{ inputs.agent }}',
    item: '${{ inputs.item }}',
    project: '${{ inputs.project }}',
  };
  const { steps } = parse(WORKFLOW.replaceAll('inputs.agent', 'inputs.whom')).jobs.run;
  const renamed = {
    job: { steps },
    calling: { concurrency: undefined },
    caller: { with: given },
    called: {
      on: { workflow_call: { inputs } },
      concurrency: { group: GROUP.replaceAll('inputs.agent', 'inputs.whom') },
    },
  };
  expect(await found('concurrency', renamed)).toMatchObject([{ level: 'ok' }]);
  const byItem = {
    ...renamed,
    called: { ...renamed.called, concurrency: { group: 'all/${{ inputs.item }}' } },
  };
  expect(await found('concurrency', byItem)).toMatchObject([
    { level: 'error', message: expect.stringContaining('depends on the item') },
  ]);
});

test('one group in both workflows is an error, because a run would wait for itself', async () => {
  expect(await found('concurrency', { called: { concurrency: { group: GROUP } } })).toMatchObject([
    { level: 'error', message: expect.stringContaining('interlock/') },
    { level: 'error' },
  ]);
});

test('what the call hands on is what the step is told', async () => {
  const given = { project: '${{ inputs.project }}', agent: '${{ inputs.agent }}', item: 'acme/web#1538' };
  expect(await found('workflow', { caller: { with: given } })).toMatchObject([
    { level: 'error', message: expect.stringContaining('does not pass the input `item`') },
  ]);
});

test('the step has what both jobs grant', async () => {
  const less = { permissions: { contents: 'read', issues: 'write' } };
  for (const parts of [{ caller: less }, { job: less }, { called: less }]) {
    expect(await found('permissions', parts)).toMatchObject([
      { level: 'error', message: expect.stringContaining('contents: write') },
    ]);
  }
});

test('the conditions of both jobs have to hold', async () => {
  expect(await found('condition', { job: { if: 'false' } })).toMatchObject([{ level: 'error' }]);
  const elsewhere = { caller: { if: undefined }, job: { if: parse(WORKFLOW).jobs.run.if } };
  expect(await found('condition', elsewhere)).toMatchObject([{ level: 'ok' }]);
});

test('a secret of the called workflow has to be there where the call inherits secrets', async () => {
  const job = { env: { KEY: '${{ secrets.MODEL_KEY }}' } };
  expect(await found('secrets', { caller: { secrets: 'inherit' }, job })).toMatchObject([
    { level: 'error', message: expect.stringContaining('MODEL_KEY') },
  ]);
  expect(await found('secrets', { job })).toMatchObject([{ level: 'ok' }]);
});

test('a workflow of another repository is not looked into, and that is said', async () => {
  const uses = 'acme/shared/.github/workflows/run.yml@v1';
  expect(await found('workflow', { caller: { uses } })).toMatchObject([
    {
      level: 'unknown',
      message: expect.stringContaining(`calls ${uses}, which the doctor does not look at`),
    },
  ]);
});

test.each<[string, Parts, string]>([
  ['is not there', { called: null }, 'it is not there any more'],
  ['cannot be called', { called: { on: 'workflow_dispatch' } }, 'it has no `workflow_call` trigger'],
])('a called workflow that %s is an error', async (_, parts, problem) => {
  expect(await found('workflow', parts)).toMatchObject([
    { level: 'error', message: `GitHub cannot read ${CALLED_PATH}: ${problem}.` },
  ]);
});
