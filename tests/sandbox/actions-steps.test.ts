import { expect, test } from 'vitest';

import type { WorkflowRun } from '../../src/sandbox/index.ts';
import { arrangeActions, sha, workflowOf } from './actions-world.ts';

async function runOf(
  workflow: string,
  more: {
    files?: Record<string, string>;
    secrets?: Record<string, string>;
    inputs?: Record<string, unknown>;
  } = {},
): Promise<WorkflowRun> {
  await using world = await arrangeActions({ workflows: { 'a.yml': workflow }, ...more });
  return await world.finished(await world.dispatch('a.yml', more.inputs));
}

const conclusions = (run: WorkflowRun): (string | null)[] =>
  run.jobs.flatMap((job) => job.steps.map((step) => step.conclusion));

test('a step reads what an earlier one wrote to GITHUB_OUTPUT, GITHUB_ENV and GITHUB_PATH', async () => {
  const run = await runOf(
    workflowOf(`
- id: first
  run: |
    printf 'said<<END\\none\\ntwo\\nEND\\n' >> "$GITHUB_OUTPUT"
    echo "COLOUR=blue" >> "$GITHUB_ENV"
    mkdir -p "$RUNNER_TEMP/bin"; printf '#!/bin/sh\\necho found' > "$RUNNER_TEMP/bin/mine"; chmod +x "$RUNNER_TEMP/bin/mine"
    echo "$RUNNER_TEMP/bin" >> "$GITHUB_PATH"
- run: |
    echo "said \${{ steps.first.outputs.said }}"
    echo "colour $COLOUR \${{ env.COLOUR }}"
    mine
`),
  );
  expect(run.conclusion).toBe('success');
  expect(run.log).toContain('said one\ntwo\n');
  expect(run.log).toContain('colour blue blue\n');
  expect(run.log).toContain('found\n');
});

test('an action gets its inputs, leaves outputs, and its post step remembers', async () => {
  const run = await runOf(
    workflowOf(
      `
- id: echo
  uses: acme/echo@${sha}
  with: { text: 'hello \${{ inputs.who }}', stranger: x }
- run: echo "it said \${{ steps.echo.outputs.said }}"
`,
      { root: 'on: { workflow_dispatch: { inputs: { who: { type: string } } } }' },
    ),
    { inputs: { who: 'mona' } },
  );
  expect(run.conclusion).toBe('success');
  expect(run.jobs[0]?.steps[0]?.outputs).toEqual({
    said: 'hello mona',
    lines: 'one\ntwo',
    'event-inputs': '{"who":"mona"}',
  });
  expect(run.log).toContain('it said hello mona\n');
  expect(run.log).toContain('mark yes\n');
  expect(run.log).toContain('post remembers hello mona and still has hello mona\n');
  expect(run.summary).toBe('# hello mona\n');
  expect(run.annotations).toEqual([
    {
      level: 'warning',
      message: "Unexpected input(s) 'stranger', valid inputs are ['text', 'api token', 'mark-of-fixture']",
    },
  ]);
});

test('the post step of an action that failed runs, and an ordinary step after it does not', async () => {
  const run = await runOf(
    workflowOf(`- { uses: 'acme/echo@${sha}', with: { text: fail } }\n- run: echo never`),
  );
  expect(run.conclusion).toBe('failure');
  expect(conclusions(run)).toEqual(['failure', 'skipped', 'success']);
  expect(run.log).toContain('post remembers fail');
});

test('nothing of this process is in the environment of a step but where programs are', async () => {
  process.env['SANDBOX_TEST_LEAK'] = 'leaked';
  try {
    const run = await runOf(workflowOf('- run: env | cut -d= -f1'));
    const names = run.log.split('\n').filter((line) => /^[A-Z_]+$/.test(line));
    const foreign = names.filter((name) => !/^(GITHUB_|RUNNER_)/.test(name));
    expect(foreign.sort()).toEqual(['CI', 'HOME', 'LANG', 'PATH', 'PWD', 'SHLVL', '_']);
    expect(run.log).not.toContain('node_modules/.bin');
  } finally {
    delete process.env['SANDBOX_TEST_LEAK'];
  }
});

test('always() and failure() run after a failure, and continue-on-error keeps the job going', async () => {
  const run = await runOf(
    workflowOf(`
- { id: shaky, run: exit 3, continue-on-error: true }
- run: echo "\${{ steps.shaky.outcome }} \${{ steps.shaky.conclusion }}"
- run: exit 4
- run: echo never
- { run: echo cleaning, if: always() }
- { run: echo reporting, if: failure() }
- { run: echo never, if: cancelled() }
`),
  );
  expect(run.conclusion).toBe('failure');
  expect(conclusions(run)).toEqual([
    'success',
    'success',
    'failure',
    'skipped',
    'success',
    'success',
    'skipped',
  ]);
  expect(run.log).toContain('failure success\n');
  expect(run.annotations.map(({ message }) => message)).toEqual([
    'Process completed with exit code 3.',
    'Process completed with exit code 4.',
  ]);
});

test('secrets, the token and whatever a step masks do not reach log, summary or annotations', async () => {
  const run = await runOf(
    workflowOf(`
- run: |
    echo "key \${{ secrets.KEY }} token \${{ github.token }} \${{ secrets.GITHUB_TOKEN }}"
    echo "::add-mask::mine-alone"
    echo "then mine-alone"
    echo "::error::it was mine-alone"
    echo "about mine-alone" >> "$GITHUB_STEP_SUMMARY"
`),
    { secrets: { KEY: 'hunter-2' } },
  );
  expect(run.log).toContain('key *** token *** ***\n');
  expect(run.log).toContain('then ***\n');
  expect(run.annotations).toEqual([{ level: 'failure', message: 'it was ***' }]);
  expect(run.summary).toBe('about ***\n');
  expect(JSON.stringify(run)).not.toContain('hunter-2');
});

test.each([
  ['set-output', '::set-output name=a::b', 'The `set-output` command is disabled.'],
  ['set-env', '::set-env name=a::b', 'The `set-env` command is disabled.'],
  ['a problem matcher that is not there', '::add-matcher::a.json', "Error processing command 'add-matcher'"],
])('a step that uses %s fails', async (_, command, message) => {
  const run = await runOf(workflowOf(`- run: echo "${command}"`));
  expect(run.conclusion).toBe('failure');
  expect(run.annotations[0]?.message).toContain(message);
});

test('a problem matcher makes annotations of lines, in later steps too, until it is taken back', async () => {
  const matchers = {
    problemMatcher: [
      {
        owner: 'compiler',
        pattern: [
          { regexp: '^in (\\S+):$', file: 1 },
          { regexp: '^ *(warning|error) (.+)$', severity: 1, message: 2 },
        ],
      },
      { owner: 'git', pattern: [{ regexp: '^fatal: (.*)$', message: 1 }] },
    ],
  };
  const run = await runOf(
    workflowOf(`
- run: |
    echo '${JSON.stringify(matchers)}' > matchers.json
    echo "::add-matcher::matchers.json"
    echo "error nowhere"
- run: |
    echo "in a.ts:"
    echo "  warning it is odd"
    echo "fatal: gone"
    echo "::remove-matcher owner=git::"
    echo "fatal: gone again"
    echo "in a.ts:"
    echo "something else"
    echo "  error it is lost"
`),
  );
  expect(run.conclusion).toBe('success');
  expect(run.annotations).toEqual([
    { level: 'warning', message: 'it is odd', file: 'a.ts' },
    { level: 'failure', message: 'gone' },
  ]);
});

test('commands between stop-commands and its token are text', async () => {
  const run = await runOf(
    workflowOf(`
- run: |
    echo "::stop-commands::pause"
    echo "::error::not one"
    echo "::pause::"
    echo "::warning::one"
`),
  );
  expect(run.annotations).toEqual([{ level: 'warning', message: 'one' }]);
});

test('a step that writes an unreadable GITHUB_OUTPUT fails', async () => {
  const run = await runOf(workflowOf('- run: echo broken >> "$GITHUB_OUTPUT"'));
  expect(run.conclusion).toBe('failure');
  expect(run.annotations[0]?.message).toBe(
    "Unable to process file command 'output' successfully. Invalid format 'broken'",
  );
});

test('a summary of more than a mebibyte is not kept', async () => {
  const run = await runOf(
    workflowOf(`- run: head -c 1048577 /dev/zero | tr '\\0' x >> "$GITHUB_STEP_SUMMARY"`),
  );
  expect(run.summary).toBe('');
  expect(run.annotations[0]?.message).toContain('supports content up to a size of 1024k');
});

test.each([
  ['an action that is not registered', `acme/other@${sha}`, 'Unable to resolve action'],
  ['an action by tag', 'acme/echo@v1', 'must be pinned to a full-length commit SHA'],
  ['a local action', './.github/actions/x', 'The sandbox does not do this: uses: ./'],
])('a job with %s fails before its first step', async (_, uses, message) => {
  const run = await runOf(workflowOf(`- run: echo never\n- uses: ${uses}`));
  expect(run.conclusion).toBe('failure');
  expect(run.jobs[0]?.steps).toEqual([]);
  expect(run.annotations[0]?.message).toContain(message);
});

test('a step that outlives its timeout fails', async () => {
  const run = await runOf(workflowOf('- { run: exec sleep infinity, timeout-minutes: 0.005 }'));
  expect(run.conclusion).toBe('failure');
  expect(run.annotations[0]?.message).toBe(
    "The action 'Run exec sleep infinity' has timed out after 0.005 minutes.",
  );
});

test('shell, working directory and env come from the step before the job before the workflow', async () => {
  const run = await runOf(
    workflowOf(
      `
- run: echo "$A $B $C in $(basename "$PWD")"
- { run: 'echo "$A $B $C in $(basename "$PWD")"', env: { C: step }, working-directory: two }
- { run: 'false | true' , shell: bash }
`,
      {
        root: 'env: { A: workflow, B: workflow, C: workflow }',
        job: 'env: { B: job, C: job }\ndefaults: { run: { working-directory: one } }',
      },
    ).replace('    steps:', '    steps:\n      - { run: mkdir one two, working-directory: . }'),
  );
  expect(run.log).toContain('workflow job job in one\n');
  expect(run.log).toContain('workflow job step in two\n');
  expect(conclusions(run)).toEqual(['success', 'success', 'success', 'failure']);
});

test('jobs run in the order of their needs, with their outputs, and skip after a failure', async () => {
  const job = (more: string, run: string): string =>
    `{ runs-on: x, ${more} steps: [{ id: s, run: '${run}' }] }`;
  const run = await runOf(`
on: workflow_dispatch
jobs:
  last: ${job('needs: [first, broken], if: always(),', 'echo last ${{ needs.first.outputs.a }} ${{ needs.broken.result }}')}
  skipped: ${job('needs: broken,', 'echo never')}
  first: ${job("outputs: { a: '${{ steps.s.outputs.a }}' },", 'echo a=1 >> $GITHUB_OUTPUT')}
  broken: ${job('needs: first,', 'exit 1')}
`);
  const results = Object.fromEntries(run.jobs.map(({ key, conclusion }) => [key, conclusion]));
  expect(results).toEqual({ first: 'success', broken: 'failure', skipped: 'skipped', last: 'success' });
  expect(run.log).toContain('last 1 failure\n');
  expect(run.conclusion).toBe('failure');
});

test('a run whose jobs are all skipped is skipped, and never was in progress', async () => {
  await using world = await arrangeActions({
    workflows: { 'a.yml': workflowOf('- run: echo', { job: "if: vars.PAUSED != 'true'" }) },
    variables: { PAUSED: 'true' },
  });
  const statuses = new Set<string>();
  const run = await world.dispatch('a.yml');
  await world.sandbox.until(() => statuses.add(run.status) && run.status === 'completed');
  expect(run.conclusion).toBe('skipped');
  expect([...statuses]).not.toContain('in_progress');
});

test('a file that a step uploads is an artifact of the run, and a name is taken once', async () => {
  const uses = `actions/upload-artifact@${sha}`;
  const run = await runOf(
    workflowOf(`
- run: echo kept > "$RUNNER_TEMP/kept.txt"
- { uses: '${uses}', with: { name: one, path: '\${{ runner.temp }}/kept.txt' } }
- { uses: '${uses}', with: { name: two, path: missing.txt, if-no-files-found: ignore } }
- { uses: '${uses}', continue-on-error: true, with: { name: one, path: '\${{ runner.temp }}/kept.txt' } }
`),
  );
  expect(run.artifacts).toEqual([{ name: 'one', files: { 'kept.txt': 'kept\n' } }]);
  expect(run.jobs.flatMap(({ steps }) => steps.map(({ outcome }) => outcome))).toEqual([
    'success',
    'success',
    'success',
    'failure',
  ]);
  expect(run.conclusion).toBe('success');
});
