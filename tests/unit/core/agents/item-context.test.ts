import { describe, expect, test } from 'vitest';
import { itemContext, type Remark } from '../../../../src/core/agents/item-context.ts';
import { statusComment } from '../../../../src/core/text/status-comment.ts';
import { withMarker } from '../../../../src/github/issues/marker.ts';

const item = {
  id: { owner: 'acme', repository: 'web', number: 538 },
  title: 'Add a search box',
  body: 'Above the list.',
};

const NOBODY_SPOKE = { comments: [], earlier: 0 };

function remark(body: string, rest: Partial<Remark> = {}): Remark {
  return { author: 'ada', byBot: false, at: '2026-11-30T10:00:00Z', body, ...rest };
}

/** Our status comment after an attempt that stopped and another that began. */
function statusRemark(): Remark {
  const stopped = statusComment({
    project: 'web',
    status: 'stopped',
    line: 'The engine changed nothing.',
    at: new Date('2026-11-30T09:00:00Z'),
  });
  const now = {
    project: 'web',
    status: 'working',
    line: 'An agent works.',
    at: new Date('2026-11-30T10:00:00Z'),
  };
  const body = statusComment({ ...now, status: 'working' }, [stopped]);
  return remark(withMarker('status web', body), { author: 'interlock[bot]', byBot: true });
}

describe('an agent is told', () => {
  test('the title and the description of its item', () => {
    expect(itemContext({ project: 'web', item, conversation: NOBODY_SPOKE })).toEqual([
      { title: 'The item acme/web#538', text: '# Add a search box\n\nAbove the list.' },
    ]);
  });

  test('what people said, newest first, and how much of it is left out', () => {
    const comments = [
      remark('First.', { at: '2026-11-30T09:00:00Z' }),
      remark('Second.', { author: undefined }),
    ];
    const [, said] = itemContext({ project: 'web', item, conversation: { comments, earlier: 7 } });
    expect(said).toEqual({
      title: 'Comments on the item, newest first, without 7 earlier ones',
      text: 'somebody, 2026-11-30T10:00:00Z:\nSecond.\n\nada, 2026-11-30T09:00:00Z:\nFirst.',
    });
  });

  test('how earlier attempts ended, and not our own comment as if a person had written it', () => {
    const conversation = { comments: [statusRemark()], earlier: 0 };
    const sections = itemContext({ project: 'web', item, conversation });
    expect(sections.slice(1)).toEqual([
      {
        title: 'How earlier attempts ended, newest first',
        text: '2026-11-30 09:00:00 UTC: The engine changed nothing.',
      },
    ]);
  });

  test('nothing of how an item stands in another project', () => {
    const conversation = { comments: [statusRemark()], earlier: 0 };
    expect(itemContext({ project: 'other', item, conversation })).toHaveLength(1);
  });

  test('a comment that copies our marker, as the words of the person who wrote it', () => {
    const copied = { ...statusRemark(), byBot: false, author: 'mallory' };
    const sections = itemContext({ project: 'web', item, conversation: { comments: [copied], earlier: 0 } });
    expect(sections.map(({ title }) => title)).toEqual([
      'The item acme/web#538',
      'Comments on the item, newest first',
    ]);
    expect(sections[1]?.text).toMatch(/^mallory, /);
  });

  test('what reviewers of its open pull request asked for, before what was said on the item', () => {
    const review = {
      ...remark('Please add a test.', { author: 'grace' }),
      verdict: 'changes-requested',
    } as const;
    const conversation = { comments: [remark('Any news?')], earlier: 0, reviews: [review] };
    const sections = itemContext({
      project: 'web',
      item,
      conversation: { comments: [remark('On the item.')], earlier: 0 },
      pullRequest: { number: 600, conversation },
    });
    expect(sections.slice(1)).toEqual([
      {
        title: 'Reviews of pull request 600, newest first',
        text: 'grace, 2026-11-30T10:00:00Z:\n(changes requested) Please add a test.',
      },
      { title: 'Comments on pull request 600, newest first', text: 'ada, 2026-11-30T10:00:00Z:\nAny news?' },
      { title: 'Comments on the item, newest first', text: 'ada, 2026-11-30T10:00:00Z:\nOn the item.' },
    ]);
  });

  test('its acceptance criteria by number, so that it can name those that it does not meet', () => {
    const body = 'Sort.\n- [ ] by date\n- [x] by name';
    const [, criteria] = itemContext({ project: 'web', item: { ...item, body }, conversation: NOBODY_SPOKE });
    expect(criteria).toEqual({
      title: 'The acceptance criteria of the item, numbered',
      text: '1. [ ] by date\n2. [x] by name',
    });
  });

  test('what an agent asked earlier, as a part of the conversation', () => {
    const asked = remark(withMarker('handed-back web implementation 1', 'By which date?'), {
      author: 'interlock[bot]',
      byBot: true,
    });
    const conversation = { comments: [asked, remark('By the newest.')], earlier: 0 };
    const [, said] = itemContext({ project: 'web', item, conversation });
    expect(said?.text).toMatch(/By the newest\.[^]*By which date\?/);
  });

  test('what it belongs to and what it names, last and shortened', () => {
    const linked = [
      { kind: 'issue', state: 'open', isParent: true, title: 'Lists', body: 'All of them.' },
      { kind: 'pull-request', state: 'merged', isParent: false, title: 'Filter', body: 'y'.repeat(9000) },
    ] as const;
    const sections = itemContext({
      project: 'web',
      item,
      conversation: { comments: [remark('On the item.')], earlier: 0 },
      linked: linked.map((one, index) => ({ ...one, id: { ...item.id, number: index + 1 } })),
    });
    expect(sections.slice(2)).toEqual([
      { title: 'The issue acme/web#1 (open), of which the item is a part', text: '# Lists\n\nAll of them.' },
      {
        title: 'The pull request acme/web#2 (merged), which the item names',
        text: expect.stringMatching(/^# Filter\n\ny{1900,1999}…$/),
      },
    ]);
  });
});
