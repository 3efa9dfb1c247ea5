import type { Octokit } from 'octokit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RepositoryHandle, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { client, end, refusal } from './client.ts';

const shop = { owner: 'acme', repo: 'shop' };
const base64 = (text: string): string => Buffer.from(text).toString('base64');

let sandbox: Sandbox;
let repository: RepositoryHandle;
let ann: Octokit;

beforeEach(async () => {
  sandbox = await startSandbox();
  const files = { 'src/a.txt': 'one\n', 'src/b.txt': 'two\n' };
  repository = await sandbox.createRepository({ owner: 'acme', name: 'shop', files });
  ann = client(sandbox, sandbox.createPerson({ login: 'ann', access: { 'acme/shop': 'write' } }).token);
});

afterEach(() => end(sandbox));

describe('contents', () => {
  test('of a file come in base64, or raw when asked for', async () => {
    const { data } = await ann.rest.repos.getContent({ ...shop, path: 'src/a.txt' });
    expect(Buffer.from((data as { content: string }).content, 'base64').toString()).toBe('one\n');
    const raw = await ann.rest.repos.getContent({ ...shop, path: 'src/a.txt', mediaType: { format: 'raw' } });
    expect(raw.data).toBe('one\n');
  });

  test('of a folder are listed', async () => {
    const { data } = await ann.rest.repos.getContent({ ...shop, path: 'src' });
    expect((data as { path: string }[]).map(({ path }) => path)).toEqual(['src/a.txt', 'src/b.txt']);
    const root = await ann.rest.repos.getContent({ ...shop, path: '' });
    expect((root.data as { name: string; type: string }[]).map(({ name, type }) => [name, type])).toEqual([
      ['README.md', 'file'],
      ['src', 'dir'],
    ]);
  });

  test('that are not there are not found', async () => {
    expect(await refusal(ann.rest.repos.getContent({ ...shop, path: 'src/c.txt' }))).toMatchObject({
      status: 404,
    });
    expect(
      await refusal(ann.rest.repos.getContent({ ...shop, path: 'src/a.txt', ref: 'nowhere' })),
    ).toMatchObject({
      status: 404,
    });
  });

  test('that the caller has already cost nothing', async () => {
    const first = await ann.rest.repos.getContent({ ...shop, path: 'src/a.txt' });
    const etag = String(first.headers.etag);
    const again = ann.rest.repos.getContent({
      ...shop,
      path: 'src/a.txt',
      headers: { 'if-none-match': etag },
    });
    expect(await refusal(again)).toMatchObject({ status: 304 });
    expect(sandbox.calls.at(-1)?.cost.primary).toBe(0);
  });

  test('are replaced only by a caller who knows what is there', async () => {
    const write = { ...shop, path: 'src/a.txt', message: 'Change', content: base64('changed\n') };
    expect(await refusal(ann.rest.repos.createOrUpdateFileContents(write))).toMatchObject({ status: 422 });
    const stale = { ...write, sha: '0'.repeat(40) };
    expect(await refusal(ann.rest.repos.createOrUpdateFileContents(stale))).toMatchObject({ status: 409 });
    const { data } = await ann.rest.repos.getContent({ ...shop, path: 'src/a.txt' });
    const written = await ann.rest.repos.createOrUpdateFileContents({
      ...write,
      sha: (data as { sha: string }).sha,
    });
    expect(written.status).toBe(200);
    expect(await repository.readFile('main', 'src/a.txt')).toBe('changed\n');
  });

  test('are deleted', async () => {
    const { data } = await ann.rest.repos.getContent({ ...shop, path: 'src/a.txt' });
    await ann.rest.repos.deleteFile({
      ...shop,
      path: 'src/a.txt',
      message: 'Away',
      sha: (data as { sha: string }).sha,
    });
    expect(await repository.readFile('main', 'src/a.txt')).toBeUndefined();
  });
});

describe('refs', () => {
  test('are created once', async () => {
    const { main = '' } = await repository.branches();
    await ann.rest.git.createRef({ ...shop, ref: 'refs/heads/work', sha: main });
    const second = await refusal(ann.rest.git.createRef({ ...shop, ref: 'refs/heads/work', sha: main }));
    expect(second).toEqual({ status: 422, message: 'Reference already exists' });
  });

  test('move forward only, unless forced', async () => {
    const { main: first = '' } = await repository.branches();
    await ann.rest.repos.createOrUpdateFileContents({
      ...shop,
      path: 'n',
      message: 'n',
      content: base64('n'),
    });
    const back = { ...shop, ref: 'heads/main', sha: first };
    expect(await refusal(ann.rest.git.updateRef(back))).toEqual({
      status: 422,
      message: 'Update is not a fast forward',
    });
    await ann.rest.git.updateRef({ ...back, force: true });
    expect((await repository.branches()).main).toBe(first);
  });

  test('with slashes in their names are found, alone and by prefix', async () => {
    const { main = '' } = await repository.branches();
    for (const name of ['interlock/shop/shop-1', 'interlock/shop/shop-2', 'other']) {
      await ann.rest.git.createRef({ ...shop, ref: `refs/heads/${name}`, sha: main });
    }
    const one = await ann.rest.git.getRef({ ...shop, ref: 'heads/interlock/shop/shop-1' });
    expect(one.data.object.sha).toBe(main);
    const matching = await ann.rest.git.listMatchingRefs({ ...shop, ref: 'heads/interlock/' });
    expect(matching.data.map(({ ref }) => ref)).toEqual([
      'refs/heads/interlock/shop/shop-1',
      'refs/heads/interlock/shop/shop-2',
    ]);
    const branch = await ann.rest.repos.getBranch({ ...shop, branch: 'interlock/shop/shop-1' });
    expect(branch.data.commit.sha).toBe(main);
    const branches = await ann.rest.repos.listBranches(shop);
    expect(branches.data).toHaveLength(4);
  });

  test('are compared', async () => {
    await repository.addPullRequest({ title: 'W', head: 'work/1', files: { 'w.txt': 'w\n' } });
    const { data } = await ann.rest.repos.compareCommitsWithBasehead({ ...shop, basehead: 'main...work/1' });
    expect(data).toMatchObject({ status: 'ahead', ahead_by: 1, behind_by: 0 });
    expect(data.files?.map(({ filename }) => filename)).toEqual(['w.txt']);
  });

  test('that are deleted are gone', async () => {
    await repository.addPullRequest({ title: 'W', head: 'work', files: { 'w.txt': 'w' } });
    await ann.rest.git.deleteRef({ ...shop, ref: 'heads/work' });
    expect(await refusal(ann.rest.git.getRef({ ...shop, ref: 'heads/work' }))).toMatchObject({ status: 404 });
    expect(await refusal(ann.rest.git.deleteRef({ ...shop, ref: 'heads/work' }))).toMatchObject({
      status: 422,
    });
  });

  test('lead to commits, trees and blobs', async () => {
    const { main = '' } = await repository.branches();
    const commit = await ann.rest.git.getCommit({ ...shop, commit_sha: main });
    expect(commit.data.message).toBe('Initial commit');
    const tree = await ann.rest.git.getTree({ ...shop, tree_sha: main, recursive: '1' });
    const file = tree.data.tree.find(({ path }) => path === 'src/b.txt');
    const blob = await ann.rest.git.getBlob({ ...shop, file_sha: String(file?.sha) });
    expect(Buffer.from(blob.data.content, 'base64').toString()).toBe('two\n');
    const described = await ann.rest.repos.getCommit({ ...shop, ref: 'main' });
    expect(described.data.sha).toBe(main);
  });
});
