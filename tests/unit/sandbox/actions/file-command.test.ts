import { describe, expect, test } from 'vitest';

import { parseKeyValueFile, parsePathFile } from '../../../../src/sandbox/actions/runner/file-command.ts';

describe('a file of names and values', () => {
  test.each([
    ['a line', 'name=value\n', [['name', 'value']]],
    ['a value with an equals sign', 'name=a=b\n', [['name', 'a=b']]],
    ['an empty value', 'name=\n', [['name', '']]],
    ['a value with << in it', 'name=a<<b\n', [['name', 'a<<b']]],
    ['blank lines', '\nname=value\n\n', [['name', 'value']]],
    [
      'a heredoc',
      'name<<EOF\none\ntwo\nEOF\nother=3\n',
      [
        ['name', 'one\ntwo'],
        ['other', '3'],
      ],
    ],
    ['an empty heredoc', 'name<<EOF\nEOF\n', [['name', '']]],
    ['a heredoc whose text looks like a command', 'name<<EOF\na=b\nEOF\n', [['name', 'a=b']]],
    ['the line ends of Windows', 'name<<EOF\r\none\r\nEOF\r\n', [['name', 'one']]],
  ])('holds %s', (_, content, pairs) => {
    expect(parseKeyValueFile(content)).toEqual(pairs);
  });

  test.each([
    ['no name', '=value\n', "Invalid format '=value'. Name must not be empty"],
    ['no sign at all', 'name\n', "Invalid format 'name'"],
    ['a heredoc without an end', 'name<<EOF\none\n', "Matching delimiter not found 'EOF'"],
    ['a heredoc without a delimiter', 'name<<\n', 'delimiter must not be empty'],
  ])('is refused with %s', (_, content, message) => {
    expect(() => parseKeyValueFile(content)).toThrow(message);
  });
});

test('of several folders for PATH the last comes first', () => {
  expect(parsePathFile('/one\n/two\n')).toEqual(['/two', '/one']);
});
