import { describe, expect, test } from 'vitest';
import { createComment } from '../../../src/github/comments.ts';
import { ensureComment, reviseComment } from '../../../src/github/ensure-comment.ts';
import { createGitHubWorld, isOperation, itemOf } from './github-world.ts';

const marker = 'selected 7';

test('a comment is created once, however often it is asked for', async () => {
  await using world = await createGitHubWorld();
  const id = itemOf(world.repository.addIssue({ title: 'x' }).number);
  expect(await ensureComment(world.github, id, { marker, body: 'Selected.' })).toMatchObject({
    kind: 'created',
  });
  expect(await ensureComment(world.github, id, { marker, body: 'Selected.' })).toMatchObject({
    kind: 'unchanged',
  });
  expect(bodies(world, id.number)).toEqual(['Selected.\n\n<!-- interlock: selected 7 -->']);
});

test('a comment whose text changed is rewritten in place', async () => {
  await using world = await createGitHubWorld();
  const id = itemOf(world.repository.addIssue({ title: 'x' }).number);
  await ensureComment(world.github, id, { marker, body: 'Blocked by #1' });
  expect(await ensureComment(world.github, id, { marker, body: 'Blocked by #2' })).toMatchObject({
    kind: 'updated',
  });
  expect(bodies(world, id.number)).toEqual([expect.stringMatching(/^Blocked by #2\n/)]);
});

test('another marker makes another comment, even if one begins like the other', async () => {
  await using world = await createGitHubWorld();
  const id = itemOf(world.repository.addIssue({ title: 'x' }).number);
  await ensureComment(world.github, id, { marker: 'selected 7', body: 'one' });
  await ensureComment(world.github, id, { marker: 'selected 71', body: 'two' });
  expect(bodies(world, id.number)).toHaveLength(2);
});

describe('a creation that was answered with an error', () => {
  test('after its effect is found again, and not doubled', async () => {
    await using world = await createGitHubWorld();
    const id = itemOf(world.repository.addIssue({ title: 'x' }).number);
    world.sandbox.inject({
      match: isOperation('issues/create-comment'),
      fault: { kind: 'status-after-effect', status: 502 },
    });
    expect(await ensureComment(world.github, id, { marker, body: 'x' })).toMatchObject({ kind: 'created' });
    expect(bodies(world, id.number)).toHaveLength(1);
  });

  test('without an effect is reported', async () => {
    await using world = await createGitHubWorld();
    const id = itemOf(world.repository.addIssue({ title: 'x' }).number);
    world.sandbox.inject({
      match: isOperation('issues/create-comment'),
      fault: { kind: 'status', status: 502 },
    });
    await expect(ensureComment(world.github, id, { marker, body: 'x' })).rejects.toMatchObject({
      ambiguous: true,
    });
    expect(bodies(world, id.number)).toEqual([]);
  });

  test('that leaves no doubt is not looked for', async () => {
    await using world = await createGitHubWorld();
    const id = itemOf(world.repository.addIssue({ title: 'x' }).number);
    world.sandbox.inject({
      match: isOperation('issues/create-comment'),
      fault: { kind: 'secondary-limit', retryAfter: 60 },
    });
    await expect(ensureComment(world.github, id, { marker, body: 'x' })).rejects.toMatchObject({
      reason: 'rate-limited',
    });
    expect(world.operations()).toEqual(['issues/list-comments', 'issues/create-comment']);
  });
});

test('a person who quotes the comment keeps what they wrote', async () => {
  await using world = await createGitHubWorld();
  const id = itemOf(world.repository.addIssue({ title: 'x' }).number);
  const quote = '> Selected.\n> <!-- interlock: selected 7 -->\n\nWhy?';
  await createComment(world.github, id, quote);
  await ensureComment(world.github, id, { marker, body: 'Selected.' });
  expect(bodies(world, id.number)).toEqual([quote, expect.stringContaining('Selected.')]);
});

test('a marker cannot end its hidden line early', async () => {
  await using world = await createGitHubWorld();
  const id = itemOf(world.repository.addIssue({ title: 'x' }).number);
  await ensureComment(world.github, id, { marker: 'x --> visible', body: 'text' });
  expect(bodies(world, id.number)[0]).toBe('text\n\n<!-- interlock: x -> visible -->');
});

describe('revising', () => {
  test('writes nothing where there is no such comment', async () => {
    await using world = await createGitHubWorld();
    const id = itemOf(world.repository.addIssue({ title: 'x' }).number);
    expect(await reviseComment(world.github, id, { marker, body: 'x' })).toBeUndefined();
    expect(bodies(world, id.number)).toEqual([]);
  });

  test('rewrites the one that is there', async () => {
    await using world = await createGitHubWorld();
    const id = itemOf(world.repository.addIssue({ title: 'x' }).number);
    await ensureComment(world.github, id, { marker, body: 'failed' });
    expect(await reviseComment(world.github, id, { marker, body: 'done' })).toMatchObject({
      kind: 'updated',
    });
    expect(bodies(world, id.number)).toEqual([expect.stringMatching(/^done\n/)]);
  });
});

function bodies(world: Awaited<ReturnType<typeof createGitHubWorld>>, number: number): readonly string[] {
  return world.repository.issue(number).comments.map(({ body }) => body);
}
