import { expect, test } from 'vitest';
import { betweenMarkers } from '../../../src/build/generators/between-markers.ts';
import { table } from '../../../src/build/generators/table.ts';

const page = 'before\n<!-- generated:inputs -->\nold\n<!-- /generated:inputs -->\nafter\n';

test('replaces what stands between the markers and keeps the rest', () => {
  expect(betweenMarkers(page, 'inputs', 'new\n')).toBe(
    'before\n<!-- generated:inputs -->\nnew\n<!-- /generated:inputs -->\nafter\n',
  );
});

test('changes nothing when it is applied twice', () => {
  const once = betweenMarkers(page, 'inputs', 'new');
  expect(betweenMarkers(once, 'inputs', 'new')).toBe(once);
});

test('says which markers it missed', () => {
  expect(() => betweenMarkers(page, 'outputs', '')).toThrow('<!-- generated:outputs -->');
});

test('keeps a cell of a table on one line and its bars as text', () => {
  expect(table(['a', 'b'], [['one\n  two', 'x | y']])).toBe(
    '| a | b |\n| --- | --- |\n| one two | x \\| y |',
  );
});
