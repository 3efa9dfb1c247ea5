import { expect, test } from 'vitest';
import { mutants } from './mutants/all.ts';
import { show } from './show.ts';
import { wander } from './wander.ts';

const broken = mutants.find(({ name }) => name === 'check-then-mark');

test('the random search finds what is broken, and shrinks it to the steps that break it', () => {
  if (!broken) throw new Error('no such mutant');
  const { counterExample } = wander(broken.story, { seed: 3, isOver: () => false });
  expect(counterExample && show(counterExample)).toMatch(
    /^I1 is broken: .* was accepted by runs (1 and 2|2 and 1)$/m,
  );
  // As short as the shortest: both read, both append, and each looks again before it marks.
  expect(counterExample?.path).toHaveLength(6);
});

test('the same seed finds the same', () => {
  if (!broken) throw new Error('no such mutant');
  const [one, other] = [1, 2].map(() => wander(broken.story, { seed: 5, isOver: () => false }));
  expect(one?.states).toBe(other?.states);
  expect(one?.counterExample && show(one.counterExample)).toBe(
    other?.counterExample && show(other.counterExample),
  );
});
