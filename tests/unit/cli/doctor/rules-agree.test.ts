import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { branchName } from '../../../../src/core/branch-name.ts';
import { createEmptyCommit, readHeads } from '../../../../src/github/repositories/branch-fence.ts';
import { appendToLedger, readLedgerHead } from '../../../../src/github/repositories/ledger-branch.ts';
import { createGitHub, type GitHub } from '../../../../src/github/wire/client.ts';
import { createLedger } from '../../../../src/ledger/create-ledger.ts';
import { ledgerPlace } from '../../../../src/ledger/ledger-place.ts';
import type { BypassActor, Ruleset } from '../../../../src/sandbox/index.ts';
import { patientLimit } from '../../../patience.ts';
import { appOf } from '../../../sandbox/client.ts';
import { arrangeDoctor, type DoctorWorld, WITH_LEDGER } from './doctor-world.ts';

const HOME = { owner: 'acme', repository: 'web' };
const WEB = { owner: 'acme', repo: 'web' };
const PLACE = ledgerPlace({ project: 'web', home: HOME });
const ITEMS = branchName('web', { ...HOME, number: 12 });
const AUTHOR = { name: 'interlock[bot]', email: 'interlock[bot]@users.noreply.github.com' };
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

interface Row extends Omit<Ruleset, 'name' | 'branches' | 'bypass'> {
  readonly branches?: string[];
  readonly bypass?: 'our App' | 'our App, for pull requests' | 'another App' | 'administrators';
}

async function arrange(row: Row): Promise<{ world: DoctorWorld; github: GitHub }> {
  const world = await arrangeDoctor({ config: WITH_LEDGER });
  const { sandbox, repository } = world;
  const app = sandbox.createApp({
    slug: 'interlock',
    permissions: { contents: 'write' },
    events: [],
    privateKey,
  });
  const { id } = sandbox.install({ app: 'interlock', owner: 'acme' });
  const octokit = await appOf(sandbox, app).getInstallationOctokit(id);
  const { token } = (await octokit.auth({ type: 'installation' })) as { token: string };
  const github = createGitHub({
    token,
    apiUrl: sandbox.apiUrl,
    userAgent: 'interlock-tests',
    requestLimit: patientLimit,
  });
  await createLedger(github, PLACE, 'first');
  const actors: Record<NonNullable<Row['bypass']>, BypassActor> = {
    'our App': { type: 'Integration', id: app.id },
    'our App, for pull requests': { type: 'Integration', id: app.id, mode: 'pull_request' },
    'another App': { type: 'Integration', id: app.id + 1 },
    administrators: { type: 'RepositoryRole', id: 5 },
  };
  const { bypass, ...rest } = row;
  repository.addRuleset({
    name: 'Ledgers',
    branches: ['interlock-ledger/**'],
    rules: ['deletion', 'non_fast_forward'],
  });
  repository.addRuleset({
    name: 'Tried',
    branches: ['~ALL'],
    ...rest,
    ...(bypass && { bypass: [actors[bypass]] }),
  });
  return { world, github };
}

const succeeds = (doing: Promise<unknown>): Promise<boolean> =>
  doing.then(
    () => true,
    () => false,
  );

async function append(github: GitHub): Promise<boolean> {
  const { value } = await readLedgerHead(github, PLACE);
  const commit = { expected: value.head?.oid ?? '', headline: 'Add', body: '', files: { a: 'a' } };
  return succeeds(appendToLedger(github, PLACE, commit));
}

/** A branch of an item as runs change it: made, added to, and begun anew. Their commits are nobody's but ours by name. */
async function push(github: GitHub): Promise<readonly string[]> {
  const { head: main } = await readHeads(github, HOME, 'main');
  if (!main) throw new Error('no main');
  const commit = (head: typeof main) =>
    createEmptyCommit(github, HOME, { head, message: 'Work', author: AUTHOR });
  const first = await commit(main);
  const second = await commit({ ...main, commit: first });
  const create = (branch: string) =>
    github.request('POST /repos/{owner}/{repo}/git/refs', {
      ...WEB,
      ref: `refs/heads/${branch}`,
      sha: first,
    });
  const update = (sha: string, force: boolean) =>
    github.request('PATCH /repos/{owner}/{repo}/git/refs/{ref}', {
      ...WEB,
      ref: `heads/${ITEMS}`,
      sha,
      force,
    });
  const outcomes = { create: await succeeds(create(ITEMS)), update: true, anew: true };
  if (outcomes.create) {
    outcomes.update = await succeeds(update(second, false));
    outcomes.anew = await succeeds(update(await commit({ ...main, commit: main.commit }), true));
  }
  return Object.entries(outcomes).flatMap(([name, succeeded]) => (succeeded ? [] : [name]));
}

const levels = async (world: DoctorWorld, check: string): Promise<readonly string[]> =>
  (await world.found(check)).filter(({ message }) => message.includes('"Tried"')).map(({ level }) => level);

describe('the doctor says of the ledger what becomes of an append', () => {
  test.each<[Row, 'error' | 'warning' | 'nothing', boolean]>([
    [{ rules: ['creation'] }, 'nothing', true],
    [{ rules: ['update'] }, 'error', false],
    [{ rules: ['deletion'] }, 'nothing', true],
    [{ rules: ['non_fast_forward'] }, 'nothing', true],
    [{ rules: ['required_signatures'] }, 'nothing', true],
    [{ rules: ['pull_request'] }, 'error', false],
    [{ rules: ['required_status_checks'] }, 'error', false],
    [{ rules: ['update'], branches: ['~DEFAULT_BRANCH'] }, 'nothing', true],
    [{ rules: ['update'], branches: ['*'] }, 'nothing', true],
    [{ rules: ['update'], branches: ['**/*'] }, 'error', false],
    [{ rules: ['update'], exclude: ['interlock-ledger/**'] }, 'nothing', true],
    [{ rules: ['update'], enforcement: 'evaluate' }, 'nothing', true],
    [{ rules: ['update'], bypass: 'our App' }, 'warning', true],
    [{ rules: ['update'], bypass: 'another App' }, 'warning', false],
    [{ rules: ['update'], bypass: 'our App, for pull requests' }, 'error', false],
    [{ rules: ['update'], bypass: 'administrators' }, 'error', false],
  ])('%j: %s', async (row, level, succeeded) => {
    const { world, github } = await arrange(row);
    await using _ = world;
    expect([await levels(world, 'ledger'), await append(github)]).toEqual([
      level === 'nothing' ? [] : [level],
      succeeded,
    ]);
  });
});

describe('the doctor says of the branches of items what becomes of a push', () => {
  test.each<[Row, 'error' | 'warning' | 'nothing', readonly string[]]>([
    [{ rules: ['creation'] }, 'error', ['create']],
    [{ rules: ['update'] }, 'error', ['update', 'anew']],
    [{ rules: ['deletion'] }, 'nothing', []],
    [{ rules: ['required_signatures'] }, 'error', ['create']],
    [{ rules: ['pull_request'] }, 'error', ['update', 'anew']],
    [{ rules: ['required_status_checks'] }, 'error', ['create']],
    [{ rules: ['update'], branches: ['~DEFAULT_BRANCH'] }, 'nothing', []],
    [{ rules: ['update'], branches: ['interlock/*'] }, 'nothing', []],
    [{ rules: ['update'], exclude: ['interlock/web/*'] }, 'nothing', []],
    [{ rules: ['required_signatures'], bypass: 'our App' }, 'warning', []],
    [{ rules: ['required_signatures'], bypass: 'another App' }, 'warning', ['create']],
    [{ rules: ['creation'], bypass: 'administrators' }, 'error', ['create']],
  ])('%j: %s', async (row, level, refused) => {
    const { world, github } = await arrange(row);
    await using _ = world;
    expect([await levels(world, 'protections'), await push(github)]).toEqual([
      level === 'nothing' ? [] : [level],
      refused,
    ]);
  });

  test('where only force pushes are blocked, an item cannot start again, which is worth a warning', async () => {
    const { world, github } = await arrange({ rules: ['non_fast_forward'] });
    await using _ = world;
    expect(await push(github)).toEqual(['anew']);
    expect(await world.found('protections')).toEqual([
      {
        check: 'protections',
        level: 'warning',
        message:
          'A ruleset blocks force pushes to interlock/web/* of acme/web: an item that comes back after its pull request was closed cannot start again.',
        remedy: expect.stringContaining('Exclude `interlock/web/*` from it'),
      },
    ]);
  });

  test('with the words of the ledger, about the branches that are meant', async () => {
    const { world } = await arrange({ rules: ['creation', 'required_signatures'] });
    await using _ = world;
    expect(await world.found('protections')).toEqual([
      {
        check: 'protections',
        level: 'error',
        message:
          'The ruleset "Tried" keeps Interlock from pushing to interlock/web/* of acme/web: creation, required_signatures.',
        remedy: 'Exclude `interlock/web/*` from it, or let your App bypass it: Settings, Rules, Rulesets.',
      },
    ]);
  });
});
