import { describe, expect, test } from 'vitest';
import { checkConcurrency } from '../../../src/doctor/checks/concurrency.ts';
import { AGENTS, AGENTS_FILE, subjectOf } from './subject-of.ts';

const START = AGENTS.indexOf('concurrency:');
const END = AGENTS.indexOf('jobs:');

/** The shipped workflow with another group. */
const grouped = (group: string): string =>
  `${AGENTS.slice(0, START)}concurrency:\n  group: ${group}\n${AGENTS.slice(END)}`;

/** The shipped group, and something beside it. */
const beside = (part: string): string =>
  grouped(
    `\${{ inputs.agent == 'backlog-manager' && inputs.project || format('{0}/{1}', inputs.agent, inputs.item) }}/\${{ ${part} }}`,
  );

const check = (workflow: string) => checkConcurrency(subjectOf({ [AGENTS_FILE]: workflow }));

describe('a group of agents is an error, for each of them, with', () => {
  test.each([
    ['github.actor', 'who started the run, the App or a person'],
    ['github.actor_id', 'who started the run, the App or a person'],
    ['github.triggering_actor', 'who started the run, the App or a person'],
    ['github.event.sender.login', 'who started the run, the App or a person'],
    [
      "github.event.sender.type == 'User' && github.triggering_actor",
      'who started the run, the App or a person',
    ],
    ['github.run_attempt', 'the attempt, which "Re-run" counts up'],
    ['github.run_id', 'the run itself'],
    ['github.run_number', 'the run itself'],
    ['github.sha', 'the commit'],
    ['github.workflow_sha', 'the commit'],
    ['inputs.cause', 'the cause'],
    ['inputs.dispatch', 'the dispatch'],
  ])('%s', async (part, varied) => {
    const errors = await check(beside(part));
    expect(errors).toMatchObject([
      {
        level: 'error',
        message: expect.stringContaining(`The group of backlog-manager depends on ${varied} (`),
      },
      {
        level: 'error',
        message: expect.stringContaining(`The group of implementation depends on ${varied} (`),
      },
    ]);
  });
});

describe('a group of agents may have in it', () => {
  // What is the same for every run that comes to an agent.
  test.each([
    'github.repository',
    'github.workflow',
    'github.event_name',
    'github.head_ref',
    'github.job',
    'github.ref',
    'github.ref_type',
    'github.ref_name',
    'github.event.repository.default_branch',
  ])('%s', async (part) => {
    expect(await check(beside(part))).toMatchObject([{ level: 'ok' }]);
  });
});

describe('a group of a workflow that tells the step another thing than it was told is an error', () => {
  const hardCoded = (name: 'project' | 'agent', value: string): string =>
    AGENTS.replace(`${name}: \${{ inputs.${name} }}`, `${name}: ${value}`);

  test('where the project is written in the step alone: a dispatch that names another has another group', async () => {
    const errors = await check(hardCoded('project', 'web'));
    expect(errors[0]).toMatchObject({
      level: 'error',
      message: expect.stringContaining('The group of backlog-manager depends on the input `project`'),
    });
  });

  test('but not where it is written in both', async () => {
    const workflow = hardCoded('project', 'web').replace(
      'interlock/${{ inputs.project }}/',
      'interlock/web/',
    );
    expect(await check(workflow)).toMatchObject([{ level: 'ok' }]);
  });
});

test.each(['github.ref', 'github.ref_type'])('%s is an error where a tag may run the job', async (part) => {
  const byName = beside(part).replace(/^ {4}if: .*$/m, "    if: github.ref_name == 'main'");
  expect((await check(byName))[0]).toMatchObject({
    level: 'error',
    message: expect.stringContaining('depends on the ref, which may be a tag that is called like the branch'),
  });
});

test('a branch that the job does not run on may have groups of its own, and no other', async () => {
  const part = "github.ref_name == 'main' && 'x' || github.ref_name";
  expect(await check(beside(part))).toMatchObject([{ level: 'ok' }]);
  const everywhere = beside(part).replace(/^ {4}if: .*$/m, '');
  const errors = await check(everywhere);
  expect(errors[0]).toMatchObject({
    level: 'error',
    message: expect.stringContaining('The group of backlog-manager depends on the branch'),
  });
});
