import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { branchName } from '../../../src/core/branch-name.ts';
import type { ItemId } from '../../../src/core/item-id.ts';
import { createLedger } from '../../../src/ledger/create-ledger.ts';
import { fenceItem } from '../../../src/ledger/fence-item.ts';
import type { Ruleset, RuleType } from '../../../src/sandbox/index.ts';
import { githubOf } from '../../unit/github/github-world.ts';
import {
  AUTHOR,
  createLedgerTestWorld,
  home,
  type LedgerTestWorld,
  move,
  place,
} from './ledger-test-world.ts';

let world: LedgerTestWorld;

beforeEach(async () => {
  world = await createLedgerTestWorld();
});

afterEach(() => world[Symbol.asyncDispose]());

const forLedgers = (...rules: RuleType[]): Ruleset => ({
  name: 'Ledgers',
  branches: ['interlock-ledger/**'],
  rules,
});
const head = (): Promise<string> => world.git('rev-parse', place.branch);

/** What everybody tries, and whether GitHub let them. */
async function attack(): Promise<readonly number[]> {
  const first = await world.git('rev-list', '--max-parents=0', place.branch);
  const ref = `git/refs/heads/${place.branch}`;
  const { token } = world.sandbox.createPerson({ login: 'root', access: { 'acme/web': 'admin' } });
  const asAdministrator = (method: string, body?: unknown): Promise<Response> =>
    fetch(`${world.sandbox.apiUrl}/repos/acme/web/${ref}`, {
      method,
      headers: { authorization: `token ${token}`, 'user-agent': 'root' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const rewind = { sha: first, force: true };
  const answers = [
    await world.asPerson('PATCH', ref, rewind),
    await world.asPerson('DELETE', ref),
    await asAdministrator('PATCH', rewind),
    await asAdministrator('DELETE'),
  ];
  return answers.map(({ status }) => status);
}

describe('the ruleset that the doctor recommends', () => {
  beforeEach(() => world.web.addRuleset(forLedgers('deletion', 'non_fast_forward')));

  test('lets everything through that Interlock does', async () => {
    const item = world.addItem();
    expect(await move(world.actor(), item)).toMatchObject({ outcome: 'moved' });
    expect(world.stateOf(item)).toEqual(['Todo']);
    expect(await world.entries()).toHaveLength(2);
  });

  test('lets `init` create the ledger', async () => {
    await using fresh = await createLedgerTestWorld('labels', { hasLedger: false });
    fresh.web.addRuleset(forLedgers('deletion', 'non_fast_forward'));
    expect(await createLedger(fresh.github, place, 'one')).toEqual({ kind: 'created' });
  });

  test('lets nobody rewind or delete it, be it an administrator', async () => {
    await move(world.actor(), world.addItem());
    const before = await head();
    expect(await attack()).toEqual([422, 422, 422, 422]);
    expect(await head()).toBe(before);
  });
});

describe('a rule that keeps Interlock from appending', () => {
  test.each([
    ['update', 'Cannot update this protected ref'],
    ['pull_request', 'Changes must be made through a pull request'],
    ['required_status_checks', 'Required status check "build" is expected'],
  ] as const)('stops a move before the board, and is named: %s', async (rule, said) => {
    const item = world.addItem();
    const before = await head();
    world.web.addRuleset(forLedgers(rule));
    expect(await move(world.actor(), item)).toMatchObject({
      outcome: 'failed',
      reason: 'permission-missing',
      message: `Could not write to the ledger on ${place.branch}: a rule of the repository forbids it (${said}). Let the account of the token bypass that rule for ${place.branch}: only force pushes and deletions have to stay forbidden there.`,
    });
    expect(world.stateOf(item)).toEqual(['Backlog']);
    expect(await head()).toBe(before);
  });

  test('is none where it only wants signatures, for GitHub signs what is appended', async () => {
    world.web.addRuleset(forLedgers('required_signatures'));
    expect(await move(world.actor(), world.addItem())).toMatchObject({ outcome: 'moved' });
  });
});

describe('a rule that keeps `init` from creating the ledger', () => {
  test.each([
    ['creation', 'Cannot create ref due to creations being restricted'],
    ['required_status_checks', 'Required status check "build" is expected'],
    ['required_signatures', 'Commits must have verified signatures'],
  ] as const)('is named, with what to do: %s', async (rule, said) => {
    await using fresh = await createLedgerTestWorld('labels', { hasLedger: false });
    fresh.web.addRuleset({ name: 'All', branches: ['~ALL'], rules: [rule] });
    expect(await createLedger(fresh.github, place, 'one')).toEqual({
      kind: 'failed',
      reason: 'permission-missing',
      message: `Could not create the ledger on ${place.branch}: a rule of the repository forbids it (${said}). Let the account of the token bypass that rule, or exclude the branch from it: Settings, Rules, Rulesets.`,
    });
    expect(Object.keys(await fresh.web.branches())).toEqual(['main']);
  });

  test('is guessed at where GitHub only says that it did not work', async () => {
    await using fresh = await createLedgerTestWorld('labels', { hasLedger: false });
    const sha = await fresh.git('rev-parse', 'main');
    await fresh.asPerson('POST', 'git/refs', { ref: 'refs/heads/interlock-ledger', sha });
    expect(await createLedger(fresh.github, place, 'one')).toMatchObject({
      kind: 'failed',
      reason: 'permission-missing',
      message: expect.stringMatching(
        /"Reference update failed".*exclude that branch from the rule.*where a branch is called interlock-ledger: rename/,
      ),
    });
  });
});

describe('a rule of the branch of an item', () => {
  const item: ItemId = { ...home, number: 12 };
  const branch = branchName('web', item);
  const fence = () => fenceItem(githubOf(world.sandbox, world.token), { item, branch, author: AUTHOR });

  beforeEach(async () => {
    const sha = await world.git('rev-parse', 'main');
    await world.asPerson('POST', 'git/refs', { ref: `refs/heads/${branch}`, sha });
  });

  test.each([
    ['update', 'Cannot update this protected ref'],
    ['pull_request', 'Changes must be made through a pull request'],
    ['required_signatures', 'Commits must have verified signatures'],
  ] as const)(
    'that forbids the fence keeps the item with its former holder, and is named: %s',
    async (rule, said) => {
      world.web.addRuleset({ name: 'Items', branches: ['interlock/**/*'], rules: [rule] });
      expect(await fence()).toEqual({
        kind: 'denied',
        reason: 'permission-missing',
        message: `Could not move ${branch} of acme/web: a rule of the repository forbids it (${said}). Let the account of the token bypass that rule, or exclude the branch from it: Settings, Rules, Rulesets.`,
      });
    },
  );

  test('that only keeps what is there lets the fence through', async () => {
    world.web.addRuleset({ name: 'All', branches: ['~ALL'], rules: ['deletion', 'non_fast_forward'] });
    expect(await fence()).toEqual({ kind: 'fenced' });
  });
});
