import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type RepositoryHandle,
  type Sandbox,
  startSandbox,
  type WorkflowRun,
} from '../../src/sandbox/index.ts';
import { sha } from './actions-world.ts';
import { makeCertificate } from './outsiders-programs.ts';

/**
 * A folder with the bundles of `actions/checkout` and `peter-evans/create-pull-request`, as `checkout` and
 * `create-pull-request`: `action.yml` and `dist/`. No package carries them, and CI reaches nothing but packages.
 */
const folder = process.env['OUTSIDE_ACTIONS'] ?? '';
const isThere = ['checkout', 'create-pull-request'].every((name) =>
  existsSync(join(folder, name, 'dist/index.js')),
);
const which = isThere ? 'unmodified' : 'SKIPPED, OUTSIDE_ACTIONS names no folder that has them';

/** The second speaks to GitHub by HTTPS alone. */
const WORKFLOW = `
on:
  workflow_dispatch:
    inputs: { text: { type: string, default: '' }, file: { type: string, default: a.txt }, depth: { type: string, default: '1' } }
permissions: { contents: write, pull-requests: write, issues: write }
jobs:
  change:
    runs-on: ubuntu-latest
    env: { NODE_EXTRA_CA_CERTS: "\${{ vars.CA }}", GIT_SSL_CAINFO: "\${{ vars.CA }}" }
    steps:
      - uses: actions/checkout@${sha}
        id: checkout
        with: { fetch-depth: "\${{ inputs.depth }}" }
      - run: |
          echo "on $(git branch --show-current) at \${{ steps.checkout.outputs.commit }} of $(git rev-list --count HEAD)"
          git fetch --quiet origin main
          test -z "\${{ inputs.text }}" || echo "\${{ inputs.text }}" > "\${{ inputs.file }}"
      - uses: peter-evans/create-pull-request@${sha}
        id: pull
        with:
          branch: automatic/change
          title: Say \${{ inputs.text }}
          body: It says so.
          labels: automatic
          delete-branch: true
      - run: echo "\${{ steps.pull.outputs.pull-request-operation }} \${{ steps.pull.outputs.pull-request-number }}."
`;

describe.skipIf(!isThere)(`actions/checkout and peter-evans/create-pull-request: ${which}`, () => {
  let keys: string;
  let tls: ReturnType<typeof makeCertificate>;
  let sandbox: Sandbox;
  let web: RepositoryHandle;
  let token: string;

  beforeAll(() => {
    keys = mkdtempSync(join(tmpdir(), 'outsiders-keys-'));
    tls = makeCertificate(keys);
  });

  afterAll(() => rmSync(keys, { recursive: true, force: true }));

  beforeEach(async () => {
    sandbox = await startSandbox({
      tls,
      actions: {
        'actions/checkout': join(folder, 'checkout'),
        'peter-evans/create-pull-request': join(folder, 'create-pull-request'),
      },
    });
    web = await sandbox.createRepository({
      owner: 'acme',
      name: 'web',
      files: { '.github/workflows/change.yml': WORKFLOW, 'a.txt': 'one\n' },
      variables: { CA: tls.file },
    });
    ({ token } = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'write' } }));
  });

  afterEach(async () => {
    await sandbox[Symbol.asyncDispose]();
    expect(sandbox.defects).toEqual([]);
    expect(sandbox.refusals).toEqual([]);
  });

  async function change(inputs: Record<string, string>): Promise<WorkflowRun> {
    // This process does not trust the certificate; the same port speaks HTTP.
    const api = sandbox.apiUrl.replace('https:', 'http:');
    const answer = await fetch(`${api}/repos/acme/web/actions/workflows/change.yml/dispatches`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ ref: 'main', inputs }),
    });
    expect(answer.status).toBe(204);
    await sandbox.idle();
    const run = sandbox.runs('acme/web').at(-1);
    if (!run) throw new Error('nothing ran');
    return run;
  }

  test('a pull request is opened, brought up to date, and closed when there is nothing left to change', async () => {
    const main = (await web.branches())['main'];
    const opened = await change({ text: 'two' });
    expect(opened).toMatchObject({ conclusion: 'success', annotations: [] });
    expect(opened.log).toContain(`on main at ${main} of 1\n`);
    expect(opened.log).toContain('created 1.\n');
    expect(web.pullRequests()).toMatchObject([
      { number: 1, title: 'Say two', head: 'automatic/change', author: 'github-actions[bot]' },
    ]);
    expect(web.issue(1).labels).toEqual(['automatic']);
    expect(await web.readFile('automatic/change', 'a.txt')).toBe('two\n');

    const updated = await change({ text: 'three', depth: '0' });
    expect(updated).toMatchObject({ conclusion: 'success', annotations: [] });
    expect(updated.log).toContain('updated 1.\n');
    expect(await web.readFile('automatic/change', 'a.txt')).toBe('three\n');
    expect(web.pullRequests()).toMatchObject([{ number: 1, title: 'Say three' }]);

    const closed = await change({});
    expect(closed).toMatchObject({ conclusion: 'success', annotations: [] });
    expect(closed.log).toContain('closed .\n');
    expect(web.pullRequests()).toMatchObject([{ number: 1, state: 'closed', merged: false }]);
    expect(await web.branches()).not.toHaveProperty('automatic/change');
  });

  test('a workflow file is not pushed with the token of a workflow', async () => {
    const run = await change({ text: 'on: push', file: '.github/workflows/new.yml' });
    expect(run.conclusion).toBe('failure');
    expect(run.log).toContain(
      '! [remote rejected] automatic/change -> automatic/change (refusing to allow a GitHub App to create or update workflow `.github/workflows/new.yml` without `workflows` permission)',
    );
  });
});
