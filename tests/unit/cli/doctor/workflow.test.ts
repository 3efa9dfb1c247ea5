import { describe, expect, test } from 'vitest';
import { arrangeDoctor, CONFIG, type Found, WORKFLOW, WORKFLOW_PATH } from './doctor-world.ts';

async function found(check: string, workflow: string | undefined): Promise<readonly Found[]> {
  await using world = await arrangeDoctor({ workflow });
  return await world.found(check);
}

const replaced = (from: string, to: string): string => {
  if (!WORKFLOW.includes(from)) throw new Error(`The example has no ${from}`);
  return WORKFLOW.replace(from, to);
};

describe("the agents' workflow", () => {
  test('is right as the README has it', async () => {
    expect(await found('workflow', WORKFLOW)).toMatchObject([{ level: 'ok', remedy: '' }]);
  });

  test.each(['workflow', 'concurrency', 'condition', 'permissions', 'secrets', 'pull-requests'])(
    'need not be there where no agent is configured, says the check `%s`',
    async (check) => {
      const config = CONFIG.replace(/^agents:\n(?: .*\n)+/m, 'agents: {}\n');
      await using world = await arrangeDoctor({
        config,
        workflow: undefined,
        allowActionsToCreatePullRequests: false,
      });
      expect(await world.found(check)).toMatchObject([{ level: 'ok' }]);
    },
  );

  test.each<[string, string | undefined, string]>([
    ['is missing', undefined, `There is no ${WORKFLOW_PATH} on the default branch, main`],
    ['is no workflow', replaced('runs-on:', 'runs-at:'), `GitHub cannot read ${WORKFLOW_PATH}: `],
    [
      'runs no agent',
      replaced('task: run', 'task: move'),
      'has no step that uses Interlock with `task: run`',
    ],
    [
      'cannot be dispatched',
      replaced('  workflow_dispatch:\n', '  workflow_call:\n'),
      'has no `workflow_dispatch` trigger',
    ],
    ['takes no item', replaced('      item: {', '      issue: {'), 'does not take the input `item`'],
    [
      'requires what nobody sends',
      replaced('    inputs:\n', '    inputs:\n      model: { type: string, required: true }\n'),
      'requires the input `model`',
    ],
    [
      'hands on another item',
      replaced('item: ${{ inputs.item }}', 'item: acme/web#1538'),
      'does not pass the input `item`',
    ],
    [
      'was never filled in',
      replaced(`dev/interlock@${'1'.repeat(40)}`, 'OWNER/interlock@COMMIT_SHA'),
      'still says `uses: OWNER/interlock@COMMIT_SHA`',
    ],
  ])('is an error where it %s', async (_, workflow, message) => {
    const [first] = await found('workflow', workflow);
    expect(first).toMatchObject({ level: 'error', message: expect.stringContaining(message) });
    expect(first?.remedy).not.toBe('');
  });

  test.each([
    ['uses a tag, which can be moved', replaced(`@${'1'.repeat(40)}`, '@v1'), 'can move to other code'],
    [
      'is named in another way than the app reads',
      replaced('run-name: ${{ inputs.agent }} ·', 'run-name: Agent ${{ inputs.agent }} ·'),
      'cannot read agent and subject',
    ],
  ])('is worth a warning where it %s', async (_, workflow, message) => {
    expect(await found('workflow', workflow)).toMatchObject([
      { level: 'warning', message: expect.stringContaining(message) },
    ]);
  });

  test('is an error while somebody has switched it off', async () => {
    await using world = await arrangeDoctor();
    world.repository.disableForInactivity(WORKFLOW_PATH);
    expect(await world.found('workflow')).toMatchObject([
      { level: 'error', message: `${WORKFLOW_PATH} is switched off (disabled_inactivity).` },
    ]);
  });
});

describe("the condition of the agents' job", () => {
  const condition =
    "vars.INTERLOCK_PAUSED != 'true' && github.ref == format('refs/heads/{0}', github.event.repository.default_branch)";

  test.each([
    ['as the README has it', WORKFLOW],
    [
      'written in another way',
      replaced(condition, "${{ !(vars.INTERLOCK_PAUSED == 'true') && github.ref == 'refs/heads/main' }}"),
    ],
  ])('is right %s', async (_, workflow) => {
    expect(await found('condition', workflow)).toMatchObject([{ level: 'ok' }]);
  });

  test.each([
    [
      'lets other branches run',
      replaced(condition, "vars.INTERLOCK_PAUSED != 'true'"),
      'also runs on other branches',
    ],
    [
      'does not know the pause',
      replaced(condition, "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)"),
      'runs although INTERLOCK_PAUSED is true',
    ],
    [
      'is a text, which is always true',
      replaced(condition, '${{ false }} || false'),
      'also runs on other branches',
    ],
    ['is never true', replaced(condition, "github.ref == 'main'"), 'every run is skipped'],
  ])('is an error where it %s', async (_, workflow, message) => {
    const [first] = await found('condition', workflow);
    expect(first).toMatchObject({ level: 'error', message: expect.stringContaining(message) });
  });

  test('is worth a warning where a tag may have the name of the branch', async () => {
    const byName = "vars.INTERLOCK_PAUSED != 'true' && github.ref_name == 'main'";
    expect(await found('condition', replaced(condition, byName))).toMatchObject([
      { level: 'warning', message: expect.stringContaining('also runs on a tag that is called `main`') },
    ]);
  });
});

describe("the permissions of the agents' job", () => {
  const granted =
    '    permissions: { actions: write, contents: write, issues: write, pull-requests: write }\n';
  const token = '          token: ${{ github.token }}\n';
  const app = '          app-client-id: ${{ vars.INTERLOCK_CLIENT_ID }}\n';

  test.each([
    ['where the job grants them', WORKFLOW],
    ['where it grants everything', replaced(granted, '    permissions: write-all\n')],
    ['where an App has them', replaced(granted, '').replace(token, app)],
  ])('are right %s', async (_, workflow) => {
    expect(await found('permissions', workflow)).toMatchObject([{ level: 'ok' }]);
  });

  test.each([
    ['one is missing', replaced('issues: write, ', ''), '`issues: write`'],
    ['one can only read', replaced('contents: write', 'contents: read'), '`contents: write`'],
    [
      "the workflow's are empty and the job has none",
      replaced(granted, ''),
      '`actions: read`, `contents: write`, `issues: write`, `pull-requests: write`',
    ],
    ['the runs cannot be counted', replaced('actions: write, ', ''), '`actions: read`'],
    [
      'a run is to start the next one and may not',
      replaced('actions: write, ', ''),
      '`actions: write`',
      CONFIG.replace('board:', 'router: workflow\nboard:'),
    ],
    ['all can only read', replaced(granted, '    permissions: read-all\n'), '`pull-requests: write`'],
  ])('are an error where %s', async (_, workflow, message, config = CONFIG) => {
    await using world = await arrangeDoctor({ workflow, config });
    expect(await world.found('permissions')).toMatchObject([
      { level: 'error', message: expect.stringContaining(message) },
    ]);
  });
});
