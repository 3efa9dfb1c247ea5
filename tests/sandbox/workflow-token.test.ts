import { expect, test } from 'vitest';
import { startSandbox, type WorkflowRun } from '../../src/sandbox/index.ts';
import { PATIENT_SANDBOX } from '../patience.ts';
import { client } from './client.ts';

const SCRIPT = `
const [method, path, body] = JSON.parse(process.env.CALL);
const answer = await fetch(process.env.GITHUB_API_URL + path, {
  method,
  headers: { authorization: 'Bearer ' + process.env.TOKEN },
  body: body && JSON.stringify(body),
});
console.log('answer', answer.status, (await answer.json()).message ?? 'fine');
`;

/** A workflow whose one step makes the call that it is dispatched with. */
const WORKFLOW = `
on: { workflow_dispatch: { inputs: { call: { type: string, required: true } } } }
permissions: { issues: write, pull-requests: write }
jobs:
  call:
    runs-on: ubuntu-latest
    steps:
      - run: node --input-type=module -e "$SCRIPT"
        env:
          CALL: \${{ inputs.call }}
          TOKEN: \${{ github.token }}
          SCRIPT: \${{ vars.SCRIPT }}
`;

async function callFromWorkflow(
  call: [method: string, path: string, body?: object],
  { allowActionsToCreatePullRequests = true } = {},
): Promise<{ run: WorkflowRun; author: string | undefined; lastCall: unknown; defects: readonly string[] }> {
  await using sandbox = await startSandbox(PATIENT_SANDBOX);
  const repository = await sandbox.createRepository({
    owner: 'acme',
    name: 'shop',
    files: { '.github/workflows/call.yml': WORKFLOW },
    variables: { SCRIPT },
    allowActionsToCreatePullRequests,
  });
  repository.addIssue({ title: 'one' });
  await repository.addPullRequest({ title: 'Work', head: 'work', base: 'main', files: { 'w.txt': 'w' } });
  const { token } = sandbox.createPerson({ login: 'ann', access: { 'acme/shop': 'write' } });
  const ann = client(sandbox, token);
  const at = { owner: 'acme', repo: 'shop' };
  await ann.rest.pulls.update({ ...at, pull_number: 2, state: 'closed' });
  const inputs = { call: JSON.stringify(call) };
  await ann.rest.actions.createWorkflowDispatch({ ...at, workflow_id: 'call.yml', ref: 'main', inputs });
  await sandbox.idle();
  const [run] = sandbox.runs('acme/shop');
  if (!run) throw new Error('nothing ran');
  const lastCall = sandbox.calls.at(-1)?.by;
  return { run, author: repository.pullRequests().at(-1)?.author, lastCall, defects: sandbox.defects };
}

const CREATE_PULL: [string, string, object] = [
  'POST',
  '/repos/acme/shop/pulls',
  { title: 'Work', head: 'work', base: 'main' },
];

test("a workflow's token acts as github-actions[bot], and its calls know their run", async () => {
  const { run, author, lastCall, defects } = await callFromWorkflow(CREATE_PULL);
  expect(run.log).toContain('answer 201 fine');
  expect(author).toBe('github-actions[bot]');
  expect(lastCall).toEqual({ kind: 'workflow', login: 'github-actions[bot]', runId: run.id });
  expect(defects).toEqual([]);
});

test('a repository may forbid workflows to create pull requests', async () => {
  const { run } = await callFromWorkflow(CREATE_PULL, { allowActionsToCreatePullRequests: false });
  expect(run.log).toContain('answer 403 GitHub Actions is not permitted to create or approve pull requests.');
});

test("a workflow's token can do no more than the permissions of its job", async () => {
  const { run } = await callFromWorkflow(['GET', '/repos/acme/shop/contents/README.md']);
  expect(run.log).toContain('answer 403 Resource not accessible by integration');
});
