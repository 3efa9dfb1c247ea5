import { expect, test } from 'vitest';
import { selectionLine, selectionUndoneLine } from '../../../../src/core/text/selection-line.ts';

const selection = {
  destination: 'Todo',
  inFlight: 1,
  maxInFlight: 3,
  passedOver: 0,
  notLookedAt: 0,
  resolved: [],
  missing: [],
};

test('the order, the capacity and the dependencies are the reason', () => {
  const resolved = [{ owner: 'acme', repository: 'web', number: 12 }];
  expect(selectionLine({ ...selection, passedOver: 2, resolved })).toBe(
    'Moving to **Todo**: it is the oldest item of the backlog that can start (2 older ones cannot), with 1 of at most 3 in flight. Finished before it: acme/web#12.',
  );
});

test('the oldest item without dependencies is plainly that', () => {
  expect(selectionLine(selection)).toContain(
    'it is the oldest item of the backlog, with 1 of at most 3 in flight. It names no dependency.',
  );
});

test('a name that leads to nothing is said, because nothing waits for it', () => {
  const missing = [{ owner: 'acme', repository: 'web', number: 112233 }];
  const said =
    'Its text names acme/web#112233 as something to wait for, and there is no such issue or pull request, so nothing waits for that. If another one was meant, correct the text and move the item back.';
  expect(selectionLine({ ...selection, missing })).toMatch(
    new RegExp(`in flight\\. ${said.replaceAll('.', '\\.')}$`),
  );
  const resolved = [{ owner: 'acme', repository: 'web', number: 12 }];
  expect(selectionLine({ ...selection, resolved, missing })).toContain(
    `Finished before it: acme/web#12. ${said}`,
  );
});

test('of a backlog that was not looked at to its end, it is the oldest of a part', () => {
  expect(selectionLine({ ...selection, notLookedAt: 30 })).toContain(
    'it is the oldest item of the backlog, of those that were looked at (30 more were not), with',
  );
});

test('a move that did not happen takes the promise back', () => {
  expect(selectionUndoneLine(selection, 'somebody was first.')).toContain(
    'but not moved: somebody was first.',
  );
});
