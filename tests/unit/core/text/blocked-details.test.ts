import { expect, test } from 'vitest';
import { blockedDetails, blockedLine } from '../../../../src/core/text/blocked-details.ts';

const item = (number: number, blockers: readonly string[]) => ({
  id: { owner: 'acme', repository: 'web', number },
  blockers,
});

test('the blockers of each blocked item are named', () => {
  const comment = blockedDetails([
    item(538, ['acme/web#1 is not finished', 'acme/web#2 cannot be read']),
    item(539, ['acme/web#538 is not finished']),
  ]);
  expect(comment).toContain('- acme/web#538: acme/web#1 is not finished; acme/web#2 cannot be read');
  expect(comment).toContain('- acme/web#539: acme/web#538 is not finished');
});

test('a long backlog is cut off and counted', () => {
  const comment = blockedDetails(Array.from({ length: 25 }, (_, index) => item(index + 1, ['x'])));
  expect(comment).toContain('- acme/web#20: x\n- and 5 more');
  expect(comment).not.toContain('acme/web#21');
});

test('a long list of blockers is cut off and counted', () => {
  const comment = blockedDetails([
    item(
      538,
      Array.from({ length: 12 }, (_, index) => `b${index}`),
    ),
  ]);
  expect(comment).toContain('b9; 2 more');
  expect(comment).not.toContain('b10');
});

test('what was not looked at is counted, and not said to wait', () => {
  expect(blockedLine(30)).toContain(
    'every item of the backlog that was looked at (30 more were not) waits for something.',
  );
});
