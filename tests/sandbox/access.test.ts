import { createSign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AppHandle, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { appOf, client, end, refusal } from './client.ts';

const shop = { owner: 'acme', repo: 'shop' };

let sandbox: Sandbox;
let handle: AppHandle;
let installation: number;

beforeEach(async () => {
  sandbox = await startSandbox();
  for (const name of ['shop', 'api', 'hidden']) {
    const repository = await sandbox.createRepository({ owner: 'acme', name, private: name === 'hidden' });
    repository.addIssue({ title: `in ${name}` });
  }
  handle = sandbox.createApp({
    slug: 'interlock',
    permissions: { issues: 'write', contents: 'read' },
    events: [],
  });
  installation = sandbox.install({ app: 'interlock', owner: 'acme', repositories: ['shop', 'api'] }).id;
});

afterEach(() => end(sandbox));

/** A JWT of the app, as of `seconds` from now, that lives for `lifetime` seconds. */
function jwt({ issuedIn = 0, lifetime = 540, key = handle.privateKey }): string {
  const now = Math.floor(Date.now() / 1000) + issuedIn;
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const head = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iss: handle.clientId, iat: now, exp: now + lifetime })}`;
  return `${head}.${createSign('RSA-SHA256').update(head).sign(key, 'base64url')}`;
}

async function mint(body: object): Promise<{ token: string; permissions?: object }> {
  const { data } = await appOf(sandbox, handle).octokit.rest.apps.createInstallationAccessToken({
    installation_id: installation,
    ...body,
  });
  return data;
}

describe("an app's JWT", () => {
  test('is the app, by id or client id', async () => {
    const { data } = await appOf(sandbox, handle).octokit.rest.apps.getAuthenticated();
    expect(data).toMatchObject({ id: handle.id, slug: 'interlock' });
    const byClientId = await client(sandbox, jwt({})).rest.apps.getAuthenticated();
    expect(byClientId.data?.id).toBe(handle.id);
  });

  test.each([
    [
      'is signed with another key',
      () => ({ key: sandbox.createApp({ slug: 'other', permissions: {}, events: [] }).privateKey }),
      'could not be decoded',
    ],
    ['has expired', () => ({ issuedIn: -600, lifetime: 540 }), "('exp') must be"],
    ['lives for more than ten minutes', () => ({ lifetime: 700 }), 'too far in the future'],
    ['was issued in the future', () => ({ issuedIn: 120, lifetime: 100 }), "('iat') must be"],
  ])('is refused when it %s', async (_, make, message) => {
    const answer = await refusal(client(sandbox, jwt(make())).rest.apps.getAuthenticated());
    expect(answer.status).toBe(401);
    expect(answer.message).toContain(message);
  });

  test('is refused for its time with the date that it was judged by, by which a client corrects its clock', async () => {
    const url = `${sandbox.apiUrl}/app`;
    const ask = (token: string) =>
      fetch(url, { headers: { authorization: `Bearer ${token}`, 'user-agent': 'tests' } });
    const refused = await ask(jwt({ issuedIn: -7_200 }));
    expect(refused.status).toBe(401);
    const behind = (Date.parse(refused.headers.get('date') ?? '') - Date.now()) / 1000;
    expect((await ask(jwt({ issuedIn: Math.round(behind) }))).status).toBe(200);
  });

  test('finds installations by repository and by account', async () => {
    const { octokit } = appOf(sandbox, handle);
    const found = await octokit.rest.apps.getRepoInstallation(shop);
    expect(found.data.id).toBe(installation);
    const ofOrg = await octokit.rest.apps.getOrgInstallation({ org: 'acme' });
    expect(ofOrg.data.id).toBe(installation);
    const all = await octokit.rest.apps.listInstallations();
    expect(all.data.map(({ id }) => id)).toEqual([installation]);
    const elsewhere = octokit.rest.apps.getRepoInstallation({ owner: 'acme', repo: 'hidden' });
    expect(await refusal(elsewhere)).toMatchObject({ status: 404 });
  });

  test('reads no repository', async () => {
    const read = client(sandbox, jwt({})).rest.issues.get({ ...shop, issue_number: 1 });
    expect(await refusal(read)).toMatchObject({ status: 403 });
  });
});

describe('an installation token', () => {
  test('acts as the app', async () => {
    const octokit = await appOf(sandbox, handle).getInstallationOctokit(installation);
    const { data } = await octokit.rest.issues.createComment({ ...shop, issue_number: 1, body: 'Hello.' });
    expect(data.user).toMatchObject({ login: 'interlock[bot]', type: 'Bot' });
    expect(sandbox.calls.at(-1)?.by).toEqual({ kind: 'installation', login: 'interlock[bot]' });
  });

  test('lives for an hour', async () => {
    const before = Date.now();
    const { data } = await appOf(sandbox, handle).octokit.rest.apps.createInstallationAccessToken({
      installation_id: installation,
    });
    const hour = 60 * 60_000;
    // GitHub's times have no milliseconds.
    expect(Date.parse(data.expires_at)).toBeGreaterThan(before + hour - 1000);
    expect(Date.parse(data.expires_at)).toBeLessThanOrEqual(Date.now() + hour);
  });

  test('without the permission is refused, and told which one it takes', async () => {
    const octokit = await appOf(sandbox, handle).getInstallationOctokit(installation);
    const write = { ...shop, path: 'x', message: 'x', content: '' };
    const answer = await octokit.rest.repos
      .createOrUpdateFileContents(write)
      .catch((error: unknown) => error);
    expect(answer).toMatchObject({
      status: 403,
      response: {
        data: { message: 'Resource not accessible by integration' },
        headers: { 'x-accepted-github-permissions': 'contents=write' },
      },
    });
  });

  test('sees no repository outside its installation', async () => {
    const octokit = await appOf(sandbox, handle).getInstallationOctokit(installation);
    const read = octokit.rest.issues.get({ owner: 'acme', repo: 'hidden', issue_number: 1 });
    expect(await refusal(read)).toEqual({ status: 404, message: 'Not Found' });
    const { data } = await octokit.rest.apps.listReposAccessibleToInstallation();
    expect(data.repositories.map(({ name }) => name)).toEqual(['shop', 'api']);
  });

  test('can be narrowed to repositories and permissions', async () => {
    const { token, permissions } = await mint({ repositories: ['shop'], permissions: { issues: 'read' } });
    expect(permissions).toEqual({ metadata: 'read', issues: 'read' });
    const narrow = client(sandbox, token);
    expect((await narrow.rest.issues.get({ ...shop, issue_number: 1 })).status).toBe(200);
    const write = narrow.rest.issues.createComment({ ...shop, issue_number: 1, body: 'x' });
    expect(await refusal(write)).toMatchObject({ status: 403 });
    const elsewhere = narrow.rest.issues.get({ owner: 'acme', repo: 'api', issue_number: 1 });
    expect(await refusal(elsewhere)).toMatchObject({ status: 404 });
  });

  test('cannot be wider than its installation', async () => {
    expect(await refusal(mint({ permissions: { contents: 'write' } }))).toMatchObject({ status: 422 });
    expect(await refusal(mint({ repositories: ['hidden'] }))).toMatchObject({ status: 422 });
  });

  test('is dead once revoked', async () => {
    const { token } = await mint({});
    await client(sandbox, token).rest.apps.revokeInstallationAccessToken();
    const read = client(sandbox, token).rest.issues.get({ ...shop, issue_number: 1 });
    expect(await refusal(read)).toEqual({ status: 401, message: 'Bad credentials' });
  });
});

describe('a person', () => {
  test('writes where they have access, and only comments and reports elsewhere', async () => {
    const { token } = sandbox.createPerson({ login: 'ann', access: { 'acme/api': 'write' } });
    const ann = client(sandbox, token);
    expect((await ann.rest.users.getAuthenticated()).data.login).toBe('ann');
    expect(
      (await ann.rest.issues.addLabels({ owner: 'acme', repo: 'api', issue_number: 1, labels: ['x'] }))
        .status,
    ).toBe(200);
    expect((await ann.rest.issues.createComment({ ...shop, issue_number: 1, body: 'x' })).status).toBe(201);
    const label = ann.rest.issues.addLabels({ ...shop, issue_number: 1, labels: ['x'] });
    expect(await refusal(label)).toMatchObject({ status: 403 });
    const hidden = ann.rest.issues.get({ owner: 'acme', repo: 'hidden', issue_number: 1 });
    expect(await refusal(hidden)).toMatchObject({ status: 404 });
  });

  test('is known by their permission', async () => {
    sandbox.createPerson({ login: 'ann', access: { 'acme/shop': 'admin' } });
    const { token } = sandbox.createPerson({ login: 'bob' });
    const level = async (username: string) =>
      (await client(sandbox, token).rest.repos.getCollaboratorPermissionLevel({ ...shop, username })).data
        .permission;
    expect([await level('ann'), await level('bob')]).toEqual(['admin', 'read']);
  });
});

describe('a bad credential', () => {
  test('is refused before anything else', async () => {
    const read = client(sandbox, 'ghs_nonsense').rest.issues.get({ ...shop, issue_number: 1 });
    expect(await refusal(read)).toEqual({ status: 401, message: 'Bad credentials' });
  });

  test('is none when there is none: public repositories can be read', async () => {
    expect((await client(sandbox).rest.issues.get({ ...shop, issue_number: 1 })).status).toBe(200);
    const write = client(sandbox).rest.issues.createComment({ ...shop, issue_number: 1, body: 'x' });
    expect(await refusal(write)).toMatchObject({ status: 401 });
  });
});
