import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { runCommandLine } from '../../../src/cli/program.ts';
import type { ActionRun } from '../action/action-world.ts';
import { type ClaimWorld, createClaimWorld } from './claim-world.ts';

const NUMBERS = [538, 539, 540];

const folder = mkdtempSync(join(tmpdir(), 'interlock-rebuilt-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** By which an engine says that it has begun, and waits until it may end. */
function makePipes(): {
  readonly begun: (number: number) => string;
  readonly go: (number: number) => string;
} {
  const begun = (number: number) => join(folder, `begun-${number}`);
  const go = (number: number) => join(folder, `go-${number}`);
  for (const number of NUMBERS) execFileSync('mkfifo', [begun(number), go(number)]);
  return { begun, go };
}

/** A person's clone, as far as the command looks at it. */
async function rebuild({ sandbox }: ClaimWorld): Promise<string> {
  const { token } = sandbox.createPerson({ login: 'olga', access: { 'acme/web': 'admin' } });
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', folder, ...args]);
  git('init', '--quiet');
  git('remote', 'add', 'origin', `${sandbox.url}/acme/web.git`);
  let said = '';
  const code = await runCommandLine(
    ['rebuild', '--yes'],
    {
      env: { PATH: process.env['PATH'], GH_TOKEN: token, GH_HOST: new URL(sandbox.url).host },
      cwd: folder,
      programRoot: fileURLToPath(new URL('../../../', import.meta.url)),
      out: (text) => (said += text),
      colour: false,
      now: new Date(),
      newId: () => 'rebuilt',
    },
    (text) => (said += text),
  );
  expect(code, said).toBe(0);
  return said;
}

async function deleteLedger({ sandbox, token, ledger }: ClaimWorld): Promise<void> {
  const answer = await fetch(`${sandbox.apiUrl}/repos/acme/web/git/refs/heads/${ledger.branch}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}

const messageOf = ({ outputs }: ActionRun): string => JSON.parse(outputs['result'] ?? '{}').message;

test('items that were at work when the ledger was lost and rebuilt come to review with their pull requests', async () => {
  const { begun, go } = makePipes();
  const reconcile = readFileSync(new URL('../../../docs/examples/reconcile.yml', import.meta.url), 'utf8');
  await using world = await createClaimWorld({
    command: `n="\${INTERLOCK_ITEM##*#}"; echo > "${folder}/begun-$n"; cat "${folder}/go-$n"; echo $n > done.txt`,
    keys: { 'max-in-flight': 3 },
    files: {
      '.github/workflows/reconcile.yml': reconcile
        .replace('OWNER/interlock@COMMIT_SHA', `interlock-dev/interlock@${'1'.repeat(40)}`)
        .replace('- uses:', '- id: interlock\n        uses:'),
    },
  });
  for (const number of NUMBERS) world.web.addIssue({ number, title: `No. ${number}`, labels: ['Backlog'] });
  await world.start('interlock.yml', { project: 'web', agent: 'backlog-manager' });
  for (const number of NUMBERS) await readFile(begun(number));

  await deleteLedger(world);
  const said = await rebuild(world);
  for (const number of NUMBERS) {
    expect(said).toMatch(new RegExp(`acme/web#${number}, in-progress: run \\d+ of implementation works`));
  }
  for (const number of NUMBERS) await writeFile(go(number), '');
  await world.sandbox.idle();

  expect(world.web.pullRequests()).toHaveLength(3);
  for (const { id } of world.runs('implementation')) {
    const run = world.runOf(id);
    expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'claim-lost' });
    expect(messageOf(run)).toContain('or the ledger was rebuilt');
    expect(messageOf(run)).toContain('the reconciler looks at its item');
  }
  const { outputs, summary } = await world.run('reconcile.yml');
  expect(outputs).toMatchObject({ outcome: 'acted', reason: 'reconciled' });
  for (const number of NUMBERS) {
    expect(summary).toContain(`move acme/web#${number} to in-review`);
    expect(world.web.issue(number).labels).toEqual(['In review']);
  }
  expect((await world.ledger.inHand()).claims).toEqual({});
  expect((await world.ledger.state()).items['acme/web#538']?.attempts).toEqual({});
  expect((await world.run('reconcile.yml')).outputs).toMatchObject({ reason: 'nothing-due' });
  expect(world.runs('implementation')).toHaveLength(3);
});
