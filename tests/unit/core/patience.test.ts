import { expect, test } from 'vitest';
import { readPatience } from '../../../src/core/patience.ts';

test.each([
  [undefined, 1],
  ['', 1],
  ['1', 1],
  ['2.5', 2.5],
  ['0.001', 0.001],
  ['1000', 1000],
  ['0', undefined],
  ['0.000', undefined],
  ['1000.1', undefined],
  ['1001', undefined],
  ['00001', undefined],
  ['1.0001', undefined],
  ['1.', undefined],
  ['-1', undefined],
  ['2x', undefined],
  ['x2', undefined],
  [' 2', undefined],
])('the patience %j is %j', (text, factor) => {
  expect(readPatience(text)).toBe(factor);
});
