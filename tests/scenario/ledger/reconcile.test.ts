import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { ActionRun } from '../action/action-world.ts';
import { type ClaimWorld, type ClaimWorldOptions, createClaimWorld } from './claim-world.ts';

const ITEM = 'acme/web#538';

/** The workflow of the documentation. Nobody else hears of anything here: no app, no `task: route`. */
async function createReconciledWorld(
  options: Pick<ClaimWorldOptions, 'command' | 'before'> = {},
): Promise<ClaimWorld> {
  const workflow = parse(
    readFileSync(new URL('../../../docs/examples/reconcile.yml', import.meta.url), 'utf8'),
  );
  const [step] = workflow.jobs.reconcile.steps;
  Object.assign(step, { id: 'interlock', uses: `interlock-dev/interlock@${'1'.repeat(40)}` });
  return createClaimWorld({
    ...options,
    files: { '.github/workflows/reconcile.yml': stringify(workflow) },
  });
}

async function reconcile(world: ClaimWorld): Promise<ActionRun> {
  const run = await world.run('reconcile.yml');
  expect(run.conclusion, run.log).toBe('success');
  return run;
}

/** By the same call as the website makes. */
async function asPerson(world: ClaimWorld, method: string, path: string, body: object): Promise<void> {
  const answer = await fetch(`${world.sandbox.apiUrl}/repos/acme/web/${path}`, {
    method,
    headers: { authorization: `Bearer ${world.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}

describe('where nobody hears of events, the reconciler', () => {
  test('starts what a person moved to todo, once', async () => {
    await using world = await createReconciledWorld();
    world.web.addIssue({ number: 538, title: 'Sort', labels: ['Backlog'] });
    world.sandbox.passTime(60_000);
    await asPerson(world, 'PUT', 'issues/538/labels', { labels: ['Todo'] });
    const { outputs, summary } = await reconcile(world);
    expect(outputs).toMatchObject({ outcome: 'acted', reason: 'reconciled' });
    expect(summary).toContain(`a person moved ${ITEM} to todo`);
    expect(world.web.pullRequests()).toHaveLength(1);
    expect((await reconcile(world)).outputs).toMatchObject({ outcome: 'skipped', reason: 'nothing-due' });
    expect(world.runs('implementation')).toHaveLength(1);
  });

  test('leaves what was in todo before the ledger', async () => {
    await using world = await createReconciledWorld({
      before: ({ web }) => web.addIssue({ number: 538, title: 'Sort', labels: ['Todo'] }),
    });
    await reconcile(world);
    expect(world.runs()).toEqual([]);
  });

  test('fills free capacity, and what it starts goes as far as the pull request', async () => {
    await using world = await createReconciledWorld();
    world.web.addIssue({ number: 538, title: 'Sort', labels: ['Backlog'] });
    world.web.addIssue({ number: 539, title: 'Filter', labels: ['Backlog'] });
    await reconcile(world);
    expect(world.runs().map(({ inputs }) => inputs['agent'])).toEqual(['backlog-manager', 'implementation']);
    expect(world.web.issue(538).labels).toEqual(['In review']);
    expect(world.web.issue(539).labels).toEqual(['Backlog']);
  });

  test('moves on an item whose pull request was merged, and fills the place that it leaves', async () => {
    await using world = await createReconciledWorld();
    world.web.addIssue({ number: 538, title: 'Sort', labels: ['Backlog'] });
    world.web.addIssue({ number: 539, title: 'Filter', labels: ['Backlog'] });
    await reconcile(world);
    world.sandbox.passTime(60_000);
    const [pull] = world.web.pullRequests();
    await asPerson(world, 'PUT', `pulls/${pull?.number}/merge`, {});
    await reconcile(world);
    await reconcile(world);
    expect(world.web.issue(538).labels).toEqual(['Merged']);
    expect(world.web.issue(539).labels).toEqual(['In review']);
  });

  test('hands an item to a person when runs have come to nothing as often as they may, and says so once', async () => {
    await using world = await createReconciledWorld({ command: 'exit 3' });
    world.web.addIssue({ number: 538, title: 'Sort', labels: ['Backlog'] });
    for (let pass = 0; pass < 6; pass += 1) {
      await reconcile(world);
      world.sandbox.passTime(180_000);
    }
    expect(world.runs('implementation')).toHaveLength(3);
    expect((await world.ledger.state()).items['acme/web#538']).toMatchObject({ needsHuman: true });
    const [status, ...others] = world.web.issue(538).comments;
    expect(others).toEqual([]);
    // What is true now, and its line of history.
    expect(status?.body.match(/No agent starts on it/g)).toHaveLength(2);
  });
});
