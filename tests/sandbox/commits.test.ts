import type { Octokit } from 'octokit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { client, end, refusal } from './client.ts';

const shop = { owner: 'acme', repo: 'shop' };

let sandbox: Sandbox;
let ann: Octokit;

beforeEach(async () => {
  sandbox = await startSandbox();
  await sandbox.createRepository({
    owner: 'acme',
    name: 'shop',
    files: { 'a.txt': 'one\n', '[b].txt': 'x\n' },
  });
  ann = client(sandbox, sandbox.createPerson({ login: 'ann', access: { 'acme/shop': 'write' } }).token);
});

afterEach(() => end(sandbox));

async function write(path: string, text: string): Promise<string> {
  const { data } = await ann.rest.repos.getContent({ ...shop, path });
  const { sha } = data as { sha: string };
  const content = Buffer.from(text).toString('base64');
  const message = `${path}: ${text}`;
  const written = await ann.rest.repos.createOrUpdateFileContents({ ...shop, path, message, content, sha });
  return String(written.data.commit.sha);
}

describe('commits', () => {
  test('are listed, newest first, also those of one file alone', async () => {
    await write('a.txt', 'two');
    await write('[b].txt', 'y');
    await write('a.txt', 'three');
    const messages = async (more: object) => {
      const { data } = await ann.rest.repos.listCommits({ ...shop, ...more });
      return data.map(({ commit }) => commit.message);
    };
    expect(await messages({})).toEqual(['a.txt: three', '[b].txt: y', 'a.txt: two', 'Initial commit']);
    expect(await messages({ path: 'a.txt' })).toEqual(['a.txt: three', 'a.txt: two', 'Initial commit']);
    expect(await messages({ path: 'a.txt', per_page: 1, page: 2 })).toEqual(['a.txt: two']);
    expect(await messages({ path: '[b].txt' })).toEqual(['[b].txt: y', 'Initial commit']);
    expect(await messages({ path: 'nowhere.txt' })).toEqual([]);
    expect(await refusal(ann.rest.repos.listCommits({ ...shop, sha: 'nowhere' }))).toMatchObject({
      status: 404,
    });
    expect(await refusal(ann.rest.repos.listCommits({ ...shop, author: 'ann' }))).toMatchObject({
      status: 422,
    });
  });

  test('hold what their file said then', async () => {
    const sha = await write('a.txt', 'two');
    await write('a.txt', 'three');
    const { data } = await ann.rest.repos.getContent({ ...shop, path: 'a.txt', ref: sha });
    expect(Buffer.from((data as { content: string }).content, 'base64').toString()).toBe('two');
  });

  test('carry comments, which whoever may read the contents may write', async () => {
    const commit_sha = await write('a.txt', 'two');
    const rob = client(
      sandbox,
      sandbox.createPerson({ login: 'rob', access: { 'acme/shop': 'read' } }).token,
    );
    const { data } = await rob.rest.repos.createCommitComment({ ...shop, commit_sha, body: 'Why?' });
    expect(data).toMatchObject({ body: 'Why?', commit_id: commit_sha, user: { login: 'rob' } });
    const listed = await ann.rest.repos.listCommentsForCommit({ ...shop, commit_sha });
    expect(listed.data.map(({ body }) => body)).toEqual(['Why?']);
    const [commit] = (await ann.rest.repos.listCommits(shop)).data;
    expect(commit?.commit.comment_count).toBe(1);
    const nowhere = { ...shop, commit_sha: '0'.repeat(40), body: 'x' };
    expect(await refusal(ann.rest.repos.createCommitComment(nowhere))).toMatchObject({ status: 422 });
    const line = { ...shop, commit_sha, body: 'x', path: 'a.txt', position: 1 };
    expect(await refusal(ann.rest.repos.createCommitComment(line))).toMatchObject({ status: 422 });
  });
});
