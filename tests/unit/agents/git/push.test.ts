import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GitError } from '../../../../src/agents/git/git-error.ts';
import { createServerWorld, git, held, type ServerWorld, type Visit } from './engine-world.ts';

let world: ServerWorld;
beforeAll(async () => {
  world = await createServerWorld('echo "# Web" > README.md');
});
afterAll(() => world[Symbol.asyncDispose]());

async function personCommits(branch: string): Promise<string> {
  await git(world.person, 'checkout', '--quiet', '-B', branch, 'origin/main');
  await writeFile(join(world.person, 'other.md'), 'x');
  await git(world.person, 'add', '--all');
  await git(world.person, 'commit', '--quiet', '-m', 'other');
  return world.push(branch);
}

/** Pushes what an engine did, as if the branch had been read at `expected`. */
async function push(visit: Visit, expected: string | undefined) {
  await visit.engine('echo new > new.md');
  const work = await visit.take();
  if (work.kind !== 'commit') throw new Error(work.kind);
  return { commit: work.commit, pushed: await work.repository.push(work.commit, visit.held, expected) };
}

describe('a fetch', () => {
  test('finds no head of a branch that is not there, also if another one begins like it', async () => {
    await personCommits(`${held(7).name}0`);
    expect((await world.visit(7)).head).toBeUndefined();
  });

  test('finds the head of a branch that is there, and who made its commits', async () => {
    const head = await personCommits(held(8).name);
    const visit = await world.visit(8);
    expect(visit.head).toBe(head);
    expect(await visit.source.signaturesBeyond(visit.base, head)).toEqual([
      { author: 'mona@example.com', committer: 'mona@example.com' },
    ]);
  });
});

describe('the push', () => {
  test('is refused if the branch came into being meanwhile', async () => {
    const visit = await world.visit(9);
    const theirs = await personCommits(visit.held.name);
    expect((await push(visit, undefined)).pushed).toEqual({ kind: 'moved' });
    expect(await git(world.remote, 'rev-parse', visit.held.name)).toBe(theirs);
  });

  test('is refused if the branch moved meanwhile, though it would be a fast-forward', async () => {
    const read = await personCommits(held(10).name);
    const visit = await world.visit(10);
    await git(world.remote, 'update-ref', `refs/heads/${visit.held.name}`, 'main');
    expect((await push(visit, read)).pushed).toEqual({ kind: 'moved' });
  });

  test('starts a branch anew that is where it was read', async () => {
    const read = await personCommits(held(11).name);
    const { commit, pushed } = await push(await world.visit(11), read);
    expect(pushed).toEqual({ kind: 'pushed' });
    expect(await git(world.remote, 'rev-parse', held(11).name)).toBe(commit);
  });

  test('that the server does not want, with the branch unmoved, is an error', async () => {
    const hook = join(world.remote, 'hooks', 'pre-receive');
    const refuse = '#!/bin/sh\necho "error: GH013: Repository rule violations found" >&2; exit 1\n';
    await writeFile(hook, refuse, { mode: 0o755 });
    const error = await push(await world.visit(12), undefined).catch((thrown: unknown) => thrown);
    await writeFile(hook, '#!/bin/sh\n');
    expect(error).toBeInstanceOf(GitError);
    expect(error).toMatchObject({ reason: 'permission-missing' });
  });
});
