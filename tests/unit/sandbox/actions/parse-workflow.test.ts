import { describe, expect, test } from 'vitest';

import { parseWorkflow } from '../../../../src/sandbox/actions/workflow/parse-workflow.ts';
import type { Workflow } from '../../../../src/sandbox/actions/workflow/workflow.ts';

const path = '.github/workflows/a.yml';

function workflow(more: { root?: string; job?: string; step?: string } = {}): string {
  return `on: workflow_dispatch
${more.root ?? ''}
jobs:
  one:
    runs-on: ubuntu-latest
    ${more.job ?? ''}
    steps:
      - run: echo
        ${more.step ?? ''}
`;
}

async function read(content: string): Promise<Workflow> {
  const parsed = await parseWorkflow(path, content);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.workflow;
}

describe('a workflow file', () => {
  test('is called by its path when it has no name', async () => {
    expect(await read(workflow())).toMatchObject({ name: path, path });
    expect(await read(workflow({ root: 'name: Deploy' }))).toMatchObject({ name: 'Deploy' });
  });

  test('runs a job only after success unless its if says otherwise', async () => {
    const condition = async (text: string): Promise<string | undefined> =>
      (await read(workflow({ job: `if: ${text}` }))).jobs[0]?.if;
    expect(await condition("github.ref_name == 'main'")).toBe("success() && (github.ref_name == 'main')");
    expect(await condition('always()')).toBe('always()');
  });

  test('gives a job the permissions of its own before those of the workflow', async () => {
    const permissions = async (parts: { root?: string; job?: string }): Promise<unknown> =>
      (await read(workflow(parts))).jobs[0]?.permissions;
    expect(await permissions({})).toEqual({ metadata: 'read', contents: 'read', packages: 'read' });
    expect(await permissions({ root: 'permissions: {}' })).toEqual({ metadata: 'read' });
    expect(await permissions({ root: 'permissions: { pull-requests: write }' })).toEqual({
      metadata: 'read',
      pull_requests: 'write',
    });
    expect(
      await permissions({ root: 'permissions: write-all', job: 'permissions: { issues: read }' }),
    ).toEqual({
      metadata: 'read',
      issues: 'read',
    });
  });

  test.each([
    ['an unknown key', workflow({ job: 'stepss: []' }), "Unexpected value 'stepss'"],
    [
      'an unknown context',
      workflow({ job: 'name: ${{ secrets.A }}' }),
      "Unrecognized named-value: 'secrets'",
    ],
    ['broken YAML', 'on: [push', 'a.yml'],
    ['jobs that all wait', workflow({ job: 'needs: one' }), 'at least one job with no dependencies'],
    [
      'a queue that is cancelled and kept at once',
      workflow({ root: 'concurrency: { group: a, queue: max, cancel-in-progress: true }' }),
      'cannot be combined',
    ],
  ])('with %s is refused as on GitHub', async (_, content, message) => {
    expect(await parseWorkflow(path, content)).toEqual({
      ok: false,
      unsupported: false,
      message: expect.stringContaining(message) as string,
    });
  });

  test.each([
    ['a matrix', workflow({ job: 'strategy: { matrix: { a: [1] } }' }), '`strategy` in job one'],
    ['services', workflow({ job: 'services: { db: { image: x } }' }), '`services` in job one'],
    ['a container', workflow({ job: 'container: node' }), '`container` in job one'],
    [
      'a reusable workflow',
      `on: workflow_dispatch\njobs:\n  one:\n    uses: acme/web/.github/workflows/b.yml@main\n`,
      'reusable workflows',
    ],
  ])('with %s is refused as beyond the sandbox', async (_, content, message) => {
    expect(await parseWorkflow(path, content)).toEqual({
      ok: false,
      unsupported: true,
      message: expect.stringContaining(message) as string,
    });
  });
});
