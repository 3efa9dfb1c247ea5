import { describe, expect, test } from 'vitest';

import { Masks } from '../../../../src/sandbox/actions/runner/masks.ts';
import { parseWorkflowCommand } from '../../../../src/sandbox/actions/runner/workflow-command.ts';

describe('a line of output', () => {
  test.each([
    ['::error::boom', { name: 'error', properties: {}, message: 'boom' }],
    [
      '::warning file=a.ts,line=3,title=So%2C there::one%0Atwo',
      { name: 'warning', properties: { file: 'a.ts', line: '3', title: 'So, there' }, message: 'one\ntwo' },
    ],
    ['::add-mask::a::b', { name: 'add-mask', properties: {}, message: 'a::b' }],
    ['  ::notice::indented', { name: 'notice', properties: {}, message: 'indented' }],
    ['::error::100%25', { name: 'error', properties: {}, message: '100%' }],
    ['::error file=C:\\a::x', { name: 'error', properties: { file: 'C:\\a' }, message: 'x' }],
  ])('%j is a command', (line, command) => {
    expect(parseWorkflowCommand(line)).toEqual(command);
  });

  test.each([['plain'], ['a ::error::b'], ['::unknown::x'], ['std::vector::size'], [':: ::']])(
    '%j is text',
    (line) => {
      expect(parseWorkflowCommand(line)).toBeUndefined();
    },
  );
});

describe('masks', () => {
  test('hide the longer of two values that begin alike', () => {
    expect(new Masks(['abc', 'abcdef']).apply('abcdef abc')).toBe('*** ***');
  });

  test('hide each line of a value by itself', () => {
    expect(new Masks(['one\ntwo']).apply('before two after')).toBe('before *** after');
  });

  test('leave out blank values, which would hide everything', () => {
    expect(new Masks(['', '  ']).apply('a  b')).toBe('a  b');
  });

  test('take patterns as text', () => {
    expect(new Masks(['a.c']).apply('abc a.c')).toBe('abc ***');
  });
});
