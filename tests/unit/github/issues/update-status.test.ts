import { describe, expect, test } from 'vitest';
import type { ItemId } from '../../../../src/core/item-id.ts';
import { parseStatusComment, type StatusUpdate } from '../../../../src/core/text/status-comment.ts';
import { findInstallation } from '../../../../src/github/apps/app-authentication.ts';
import { bodyOf, readStatuses, updateStatus } from '../../../../src/github/issues/update-status.ts';
import { createGitHub, type GitHub } from '../../../../src/github/wire/client.ts';
import {
  commentAs,
  createGitHubWorld,
  type GitHubWorld,
  githubOf,
  isOperation,
  itemOf,
  web,
} from '../github-world.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 23, 15, minute));
const selected: StatusUpdate = { project: 'web', status: 'selected', line: 'It is the oldest.', at: at(1) };
const working: StatusUpdate = { project: 'web', status: 'working', line: 'A run works on it.', at: at(2) };

test('an item has one comment, which each step edits', async () => {
  await using world = await createGitHubWorld();
  const id = issue(world);
  await updateStatus(world.github, id, selected);
  await updateStatus(world.github, id, working);
  expect(bodies(world)).toHaveLength(1);
  expect(await statusOf(world.github, id)).toMatchObject({
    status: 'working',
    history: [{ status: 'working' }, { status: 'selected' }],
  });
});

test('what is said already is not written again', async () => {
  await using world = await createGitHubWorld();
  const id = issue(world);
  await updateStatus(world.github, id, selected);
  const before = bodies(world);
  await updateStatus(world.github, id, { ...selected, at: at(9) });
  expect(bodies(world)).toEqual(before);
  expect(world.operations()).not.toContain('graphql:mutation EditStatus');
});

test('an item has one comment even when people have written more than a page since', async () => {
  await using world = await createGitHubWorld();
  const id = issue(world);
  await updateStatus(world.github, id, selected);
  const { token } = world.sandbox.createPerson({ login: 'eve', access: { 'acme/web': 'write' } });
  const eve = githubOf(world.sandbox, token);
  for (let count = 0; count < 120; count += 1) await commentAs(eve, id, `${count}`);
  await updateStatus(world.github, id, working);
  expect(bodies(world).filter((body) => body.includes('Interlock (web)'))).toHaveLength(1);
  expect(await statusOf(world.github, id)).toMatchObject({ status: 'working' });
});

test('a second project has a comment of its own', async () => {
  await using world = await createGitHubWorld();
  const id = issue(world);
  await updateStatus(world.github, id, selected);
  await updateStatus(world.github, id, { ...working, project: 'web-2' });
  expect(bodies(world)).toHaveLength(2);
  expect(await statusOf(world.github, id)).toMatchObject({ status: 'selected' });
});

test('the statuses of several items are read in one request', async () => {
  await using world = await createGitHubWorld();
  const ids = [issue(world), issue(world), issue(world)] as const;
  await updateStatus(world.github, ids[1], selected);
  const before = world.operations().length;
  expect(await readStatuses(world.github, ids, 'web')).toMatchObject([
    undefined,
    { status: 'selected' },
    undefined,
  ]);
  expect(world.operations().length).toBe(before + 1);
});

describe('whose comment it is', () => {
  test('a person who copies ours is not heard, and keeps what they wrote', async () => {
    await using world = await createGitHubWorld();
    const id = issue(world);
    const { token } = world.sandbox.createPerson({ login: 'eve', access: { 'acme/web': 'write' } });
    await updateStatus(githubOf(world.sandbox, token), id, { ...selected, status: 'merged' });
    expect(await statusOf(world.github, id)).toBeUndefined();
    const [copy] = bodies(world);
    await updateStatus(world.github, id, selected);
    expect(bodies(world)).toEqual([copy, expect.stringContaining('Selected')]);
  });

  test("the App and the workflow's own token are two accounts, and have one comment", async () => {
    await using world = await createGitHubWorld();
    const id = issue(world);
    await updateStatus(await asApp(world, 'interlock'), id, selected);
    const workflow = await asApp(world, 'github-actions');
    expect(await statusOf(workflow, id)).toMatchObject({ status: 'selected' });
    await updateStatus(workflow, id, working);
    expect(world.repository.issue(id.number).comments.map(({ body }) => statuses(body))).toEqual([
      ['working', 'selected'],
    ]);
  });

  test('a quote of it is none', async () => {
    await using world = await createGitHubWorld();
    const id = issue(world);
    await comment(world, id.number, `> ${bodyOf(selected).replaceAll('\n', '\n> ')}\n\nWhy?`);
    await updateStatus(world.github, id, selected);
    expect(bodies(world)).toHaveLength(2);
  });
});

describe('two writers at once', () => {
  test('leave one comment, the older, with what both said', async () => {
    await using world = await createGitHubWorld();
    const id = issue(world);
    const creation = world.sandbox.hold(is('mutation AddStatus'), { times: 1 });
    const late = updateStatus(world.github, id, working);
    await creation.reached;
    await updateStatus(world.github, id, selected);
    const [older] = world.repository.issue(id.number).comments;
    creation.release();
    await late;
    const comments = world.repository.issue(id.number).comments;
    expect(comments.map((one) => one.id)).toEqual([older?.id]);
    expect(comments.map(({ body }) => statuses(body))).toEqual([['working', 'selected']]);
  });

  test('whoever finds two removes the newer', async () => {
    await using world = await createGitHubWorld();
    const id = issue(world);
    await updateStatus(world.github, id, selected);
    await comment(world, id.number, bodyOf(working));
    await updateStatus(world.github, id, working);
    expect(world.repository.issue(id.number).comments.map(({ body }) => statuses(body))).toEqual([
      ['working', 'selected'],
    ]);
  });

  test('a comment that somebody deleted meanwhile is written anew', async () => {
    await using world = await createGitHubWorld();
    const id = issue(world);
    await updateStatus(world.github, id, selected);
    const edit = world.sandbox.hold(is('mutation EditStatus'), { times: 1 });
    const update = updateStatus(world.github, id, working);
    await edit.reached;
    const [{ id: deleted } = { id: 0 }] = world.repository.issue(id.number).comments;
    await world.github.request('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      owner: 'acme',
      repo: 'web',
      comment_id: deleted,
    });
    edit.release();
    await update;
    expect(world.repository.issue(id.number).comments.map(({ body }) => statuses(body))).toEqual([
      ['working'],
    ]);
  });
});

describe('a creation that was answered with an error', () => {
  test('after its effect is found again, and not doubled', async () => {
    await using world = await createGitHubWorld();
    const id = issue(world);
    world.sandbox.inject({
      match: is('mutation AddStatus'),
      fault: { kind: 'status-after-effect', status: 502 },
    });
    await updateStatus(world.github, id, selected);
    expect(bodies(world)).toHaveLength(1);
  });

  test('without an effect is tried once more', async () => {
    await using world = await createGitHubWorld();
    const id = issue(world);
    world.sandbox.inject({
      match: is('mutation AddStatus'),
      fault: { kind: 'status', status: 502 },
      times: 1,
    });
    await updateStatus(world.github, id, selected);
    expect(bodies(world)).toHaveLength(1);
  });

  test('that leaves no doubt is reported at once', async () => {
    await using world = await createGitHubWorld();
    const id = issue(world);
    world.sandbox.inject({
      match: is('mutation AddStatus'),
      fault: { kind: 'secondary-limit', retryAfter: 60 },
    });
    await expect(updateStatus(world.github, id, selected)).rejects.toMatchObject({ reason: 'rate-limited' });
    expect(bodies(world)).toEqual([]);
  });
});

const is = (operation: string) => isOperation(`graphql:${operation}`);

function issue({ repository }: GitHubWorld): ItemId {
  return itemOf(repository.addIssue({ title: 'x' }).number);
}

function bodies({ repository }: GitHubWorld): readonly string[] {
  return repository.issues().flatMap(({ comments }) => comments.map(({ body }) => body));
}

function statuses(body: string): readonly string[] {
  return parseStatusComment(body, 'web')?.history.map(({ status }) => status) ?? [];
}

async function asApp({ sandbox }: GitHubWorld, slug: string): Promise<GitHub> {
  const permissions = { issues: 'write', metadata: 'read' } as const;
  const { clientId, privateKey } = sandbox.createApp({ slug, permissions, events: [] });
  sandbox.install({ app: slug, owner: 'acme' });
  const wire = { apiUrl: sandbox.apiUrl, userAgent: 'interlock-tests' };
  const installation = await findInstallation({ ...wire, clientId, privateKey, home: web });
  const token = installation({ repositories: [web], permissions: { issues: 'write' } });
  return createGitHub({ ...wire, token });
}

async function statusOf(github: GitHub, id: ItemId) {
  const [status] = await readStatuses(github, [id], 'web');
  return status;
}

/** Written by the very person whose token the operations have. */
function comment({ github }: GitHubWorld, number: number, body: string): Promise<unknown> {
  return commentAs(github, itemOf(number), body);
}
