import { describe, expect, test } from 'vitest';
import { arrangeDoctor, CONFIG, type Found, WORKFLOW } from './doctor-world.ts';

const START = WORKFLOW.indexOf('concurrency:');
const END = WORKFLOW.indexOf('jobs:');
const JOB = '    runs-on: ubuntu-latest\n';

/** The workflow of the README with other groups. */
const withGroups = (concurrency: string, ofJob = ''): string =>
  WORKFLOW.slice(0, START) + concurrency + WORKFLOW.slice(END).replace(JOB, `${ofJob}${JOB}`);

const groups = (group: string, rest = ''): string => `concurrency:\n  group: ${group}\n${rest}`;

async function found(workflow: string, config = CONFIG): Promise<readonly Found[]> {
  await using world = await arrangeDoctor({ workflow, config });
  return await world.found('concurrency');
}

describe('the groups of a workflow are right', () => {
  test.each([
    ['as the README has them', WORKFLOW],
    [
      'written in another way',
      withGroups(
        groups(
          "${{ inputs.agent == 'backlog-manager' && format('one/{0}', inputs.project) || format('{0}/{1}', inputs.agent, inputs.item) }}",
        ),
      ),
    ],
    [
      'in the case that a person typed',
      withGroups(groups("${{ inputs.agent == 'backlog-manager' && 'ONE' || inputs.item }}")),
    ],
    [
      'at the job',
      withGroups(
        '',
        "    concurrency: ${{ inputs.agent == 'backlog-manager' && 'one' || format('item-{0}', inputs.item) }}\n",
      ),
    ],
  ])('%s', async (_, workflow) => {
    expect(await found(workflow)).toMatchObject([{ level: 'ok' }]);
  });

  test('for an item that carries a group of its own, if no backlog-manager is configured', async () => {
    const config = CONFIG.replace(/^ {2}backlog-manager: .*\n/m, '');
    expect(await found(withGroups(groups('${{ inputs.item }}')), config)).toMatchObject([{ level: 'ok' }]);
  });
});

describe('the groups of a workflow are an error', () => {
  test.each([
    ['where there are none', withGroups(''), 'has no `concurrency` group'],
    [
      'where the item that caused it enters that of the backlog-manager: the incident',
      withGroups(groups('interlock/${{ inputs.agent }}/${{ inputs.item }}')),
      'The group of backlog-manager depends on the item ("interlock/backlog-manager/", "interlock/backlog-manager/acme/web#1")',
    ],
    [
      'where the cause enters that of the backlog-manager',
      withGroups(
        groups("${{ inputs.agent == 'backlog-manager' && inputs.cause || format('i{0}', inputs.item) }}"),
      ),
      'The group of backlog-manager depends on the cause',
    ],
    [
      'where every run has its own',
      withGroups(groups('${{ github.run_id }}')),
      'The group of backlog-manager depends on the run itself',
    ],
    [
      'where two items share one',
      withGroups(groups('interlock/${{ inputs.agent }}')),
      'The group of implementation is "interlock/implementation" for every item',
    ],
    [
      'where two runs for one item have two',
      withGroups(
        groups(
          "${{ inputs.agent == 'backlog-manager' && 'one' || format('{0}{1}', inputs.item, inputs.dispatch) }}",
        ),
      ),
      'The group of implementation depends on the dispatch',
    ],
    [
      'where everything shares one',
      withGroups(groups('interlock')),
      'backlog-manager and implementation share the group "interlock"',
    ],
    [
      'where a new run kills the one that works',
      WORKFLOW.replace('cancel-in-progress: false', 'cancel-in-progress: true'),
      '`cancel-in-progress` is true for backlog-manager',
    ],
    [
      'where an expression says so for one agent',
      WORKFLOW.replace(
        'cancel-in-progress: false',
        "cancel-in-progress: ${{ inputs.agent == 'implementation' }}",
      ),
      '`cancel-in-progress` is true for implementation',
    ],
    [
      'where workflow and job name the same',
      withGroups(
        groups("${{ inputs.agent == 'backlog-manager' && 'one' || inputs.item }}"),
        "    concurrency: ${{ inputs.agent == 'backlog-manager' && 'one' || inputs.item }}\n",
      ),
      'Workflow and job name the same group "one"',
    ],
  ])('%s', async (_, workflow, message) => {
    const errors = (await found(workflow)).filter(({ level }) => level === 'error');
    expect(errors.map((one) => one.message).join('\n')).toContain(message);
    expect(errors.every(({ remedy }) => remedy !== '')).toBe(true);
  });

  describe('where every waiting run is kept only by way of a warning', () => {
    const workflow = WORKFLOW.replace('cancel-in-progress: false', 'cancel-in-progress: false\n  queue: max');
    const keepsAll = {
      level: 'warning',
      message: expect.stringContaining('`queue: max` keeps every waiting run of backlog-manager'),
    };
    const withLedger = (ledger: string): string =>
      CONFIG.replace(/^ledger: .*\n/m, '').replace('board:', `ledger: ${ledger}\nboard:`);

    test('about the backlog-manager without a ledger', async () => {
      expect(await found(workflow, withLedger('off'))).toMatchObject([keepsAll]);
    });

    test('about an item whose run somebody cancels, too, with one', async () => {
      const hidesWhoCancelled = {
        level: 'warning',
        message: expect.stringContaining('looks as if GitHub had replaced it'),
      };
      expect(await found(workflow, withLedger('on'))).toMatchObject([keepsAll, hidesWhoCancelled]);
    });
  });
});

test('is said for each agent that a new run would kill', async () => {
  const errors = await found(
    withGroups(
      groups(
        "${{ contains('backlog-manager', inputs.agent) && 'one' || inputs.item }}",
        '  cancel-in-progress: true\n',
      ),
    ),
  );
  expect(errors).toHaveLength(2);
});
