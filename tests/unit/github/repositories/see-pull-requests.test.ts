import { expect, test } from 'vitest';
import { INTERLOCK } from '../../../../src/core/identity.ts';
import { FENCE_MESSAGE } from '../../../../src/github/repositories/branch-fence.ts';
import { seePullRequests } from '../../../../src/github/repositories/see-pull-requests.ts';
import { startWire } from '../wire.ts';

const ITEM = { item: { owner: 'acme', repository: 'web', number: 1 }, branch: 'interlock/web/web-1' };
const open = { createdAt: '2026-11-02T09:00:00Z', isDraft: false, isCrossRepository: false };
const ours = { email: INTERLOCK.email };
const head = {
  committedDate: '2026-11-02T10:00:00Z',
  messageHeadline: 'Sort by date',
  author: ours,
  committer: ours,
};

interface Found {
  readonly pulls?: readonly object[];
  readonly target?: object | null;
  readonly merges?: readonly (string | null)[];
}

async function see({ pulls = [open], target = head, merges = [] }: Found) {
  const nodes = merges.map((mergedAt) => ({ mergedAt }));
  const item0 = {
    issue: { closedByPullRequestsReferences: { nodes } },
    ref: target && { target },
    pullRequests: { nodes: pulls },
  };
  await using wire = await startWire([{ body: JSON.stringify({ data: { item0 } }) }]);
  const [seen] = await seePullRequests(wire.github, [ITEM]);
  return seen;
}

test.each<[string, Found, object]>([
  ['work that Interlock pushed to an open pull request', {}, { publishedAt: '2026-11-02T10:00:00Z' }],
  [
    'work whose time has another zone',
    { target: { ...head, committedDate: '2026-11-02T12:30:00+02:00' } },
    { publishedAt: '2026-11-02T10:30:00Z' },
  ],
  [
    'a pull request that was opened after its work was committed',
    { pulls: [{ ...open, createdAt: '2026-11-02T11:00:00Z' }] },
    { publishedAt: '2026-11-02T11:00:00Z' },
  ],
  [
    'a head that a person committed',
    { target: { ...head, author: { email: 'mona@example.com' } } },
    { publishedAt: open.createdAt },
  ],
  [
    'a head that a person committed again',
    { target: { ...head, committer: { email: 'mona@example.com' } } },
    { publishedAt: open.createdAt },
  ],
  ['a head of nobody', { target: { ...head, author: null } }, { publishedAt: open.createdAt }],
  ['a fence', { target: { ...head, messageHeadline: FENCE_MESSAGE } }, { publishedAt: open.createdAt }],
  ['no branch', { target: null }, { publishedAt: open.createdAt }],
  ['a draft', { pulls: [{ ...open, isDraft: true }] }, {}],
  [
    'a pull request of a fork, whose branch has the same name',
    { pulls: [{ ...open, isCrossRepository: true }] },
    {},
  ],
  ['a branch without a pull request', { pulls: [] }, {}],
  [
    'merges, of which the newest counts',
    { pulls: [], merges: ['2026-11-01T09:00:00Z', null, '2026-11-03T09:00:00Z'] },
    { mergedAt: '2026-11-03T09:00:00Z' },
  ],
])('tells of %s', async (_, found, seen) => {
  expect(await see(found)).toEqual(seen);
});

test('an item that is gone, or whose repository is, has none', async () => {
  const item0 = { issue: null, ref: null, pullRequests: { nodes: [] } };
  await using wire = await startWire([{ body: JSON.stringify({ data: { item0, item1: null } }) }]);
  expect(await seePullRequests(wire.github, [ITEM, ITEM])).toEqual([{}, {}]);
});

test('nothing is asked for no items', async () => {
  await using wire = await startWire([]);
  expect(await seePullRequests(wire.github, [])).toEqual([]);
  expect(wire.requests).toHaveLength(0);
});
