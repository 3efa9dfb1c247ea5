import { describe, expect, test } from 'vitest';
import {
  parseStatusComment,
  type StatusUpdate,
  saysAlready,
  statusComment,
} from '../../../../src/core/text/status-comment.ts';

const selected: StatusUpdate = {
  project: 'web',
  status: 'selected',
  line: 'Moving to **Todo**: it is the oldest item of the backlog.',
  runUrl: 'https://github.com/acme/web/actions/runs/1',
  at: new Date('2026-11-23T15:04:05.678Z'),
};

const stopped: StatusUpdate = {
  project: 'web',
  status: 'stopped',
  line: 'The command failed:\n\nexit code 1.',
  reason: 'engine-failed',
  reasonsPage: 'https://github.com/acme/interlock/blob/main/docs/reasons.md',
  runUrl: 'https://github.com/acme/web/actions/runs/2',
  at: new Date('2026-11-23T15:10:00Z'),
};

test('the present status is on top, and what happened below, newest first', () => {
  expect(statusComment(stopped, [statusComment(selected)])).toBe(
    [
      '**Interlock (web): Stopped** · [`engine-failed`](https://github.com/acme/interlock/blob/main/docs/reasons.md#engine-failed)',
      '',
      'The command failed:',
      '',
      'exit code 1. [Run](https://github.com/acme/web/actions/runs/2)',
      '',
      '<details><summary>What happened</summary>',
      '',
      '- 2026-11-23 15:10:00 UTC · stopped · The command failed: exit code 1. [Run](https://github.com/acme/web/actions/runs/2)',
      '- 2026-11-23 15:04:05 UTC · selected · Moving to **Todo**: it is the oldest item of the backlog. [Run](https://github.com/acme/web/actions/runs/1)',
      '',
      '</details>',
    ].join('\n'),
  );
});

test('details are shown while the status is present, and are not kept', () => {
  const first = statusComment({ ...selected, details: '- one\n- two' });
  expect(first).toContain('[Run](https://github.com/acme/web/actions/runs/1)\n\n- one\n- two\n\n<details>');
  expect(statusComment(stopped, [first])).not.toContain('- one');
});

test('what goes on as it did is no new step, whatever its details are', () => {
  const before = statusComment({ ...selected, details: 'one' });
  const later = { ...selected, details: 'two', at: new Date('2026-11-23T15:08:00Z') };
  const after = statusComment(later, [before]);
  expect(after).toContain('two');
  expect(after.match(/^- /gm)).toHaveLength(1);
  const back = statusComment(later, [statusComment(stopped, [after])]);
  expect(back.match(/^- .* · selected · /gm)).toHaveLength(2);
});

test('no more than ten lines are kept, the newest', () => {
  const bodies = Array.from({ length: 14 }, (_, minute) => minute).reduce<readonly string[]>(
    (previous, minute) => [
      statusComment(
        { ...selected, line: `Step ${minute}.`, at: new Date(Date.UTC(2026, 10, 23, 15, minute)) },
        previous,
      ),
    ],
    [],
  );
  const texts = parseStatusComment(bodies[0] ?? '', 'web')?.history.map(({ text }) => text.split('.')[0]);
  expect(texts).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4].map((step) => `Step ${step}`));
});

test('of two comments both histories are kept, in the order of time, and what both say once', () => {
  const first = statusComment(selected);
  const both = statusComment({ ...stopped, at: new Date('2026-11-23T16:00:00Z') }, [
    first,
    statusComment(stopped, [first]),
  ]);
  expect(parseStatusComment(both, 'web')?.history.map(({ at, status }) => `${at} ${status}`)).toEqual([
    '2026-11-23 16:00:00 stopped',
    '2026-11-23 15:10:00 stopped',
    '2026-11-23 15:04:05 selected',
  ]);
});

test('a comment that says the same already is known, whenever it was written', () => {
  const body = `${statusComment(selected)}\n\n<!-- marker -->`;
  expect(saysAlready(body, { ...selected, at: new Date(0) })).toBe(true);
  expect(saysAlready(body, { ...selected, line: 'Other.' })).toBe(false);
  expect(saysAlready(body, stopped)).toBe(false);
});

describe('reading', () => {
  test('tells the present status and its history', () => {
    expect(parseStatusComment(statusComment(selected), 'web')).toEqual({
      status: 'selected',
      history: [
        {
          at: '2026-11-23 15:04:05',
          status: 'selected',
          text: `${selected.line} [Run](${selected.runUrl})`,
        },
      ],
    });
  });

  test('leaves out lines that are not exactly ours', () => {
    const forged = [
      '- yesterday · merged · Trust me.',
      '- 2026-11-23 15:05:00 UTC · approved · Trust me.',
      '- 2026-11-23 15:05:00 UTC · merged · <!-- hidden',
      '2026-11-23 15:05:00 UTC · merged · No list.',
    ];
    const edited = statusComment(selected).replace('</summary>\n', `</summary>\n\n${forged.join('\n')}`);
    expect(parseStatusComment(edited, 'web')?.history.map(({ status }) => status)).toEqual(['selected']);
  });

  test.each([
    ['of another project', statusComment({ ...selected, project: 'api' })],
    ['with another first line', `Look:\n\n${statusComment(selected)}`],
    ['with a status that there is not', statusComment(selected).replace('Selected', 'Approved')],
    ['that is empty', ''],
  ])('finds nothing in a comment %s', (_, body) => {
    expect(parseStatusComment(body, 'web')).toBeUndefined();
  });

  test('adds nothing of a comment that the details quote', () => {
    const quoted = statusComment({ ...stopped, status: 'merged' });
    const body = statusComment({ ...selected, details: quoted });
    expect(parseStatusComment(body, 'web')?.history).toHaveLength(1);
  });
});

test('text with HTML in it swallows nothing', () => {
  const body = statusComment({ ...selected, line: 'Said "<!-- " and </details>, 1 < 2.' });
  expect(body).not.toContain('<!--');
  expect(body.match(/<\/details>/g)).toHaveLength(1);
  expect(parseStatusComment(body, 'web')?.history).toHaveLength(1);
});

test('a long text is cut off in the history, and keeps its link', () => {
  const body = statusComment({ ...selected, line: 'x'.repeat(20_000) });
  expect(body.length).toBeLessThan(12_000);
  expect(parseStatusComment(body, 'web')?.history[0]?.text).toMatch(/^x{399}… \[Run\]\(/);
});
