import { expect, test } from 'vitest';
import { parseAgentDefinition } from '../../../../src/core/agents/definition.ts';

const front = `name: review
description: Reviews a pull request.
scope: pull-request
triggers: [entered-todo]
tools: [read-files]
finish: none
lifecycle: { success: done }`;

test('reads front matter and prompt', () => {
  expect(parseAgentDefinition(`---\n${front}\n---\nRead it.\n\n---\nTwice.\n`)).toEqual({
    kind: 'valid',
    definition: {
      name: 'review',
      description: 'Reviews a pull request.',
      scope: 'pull-request',
      triggers: ['entered-todo'],
      tools: ['read-files'],
      finish: 'none',
      lifecycle: { success: 'done' },
      prompt: 'Read it.\n\n---\nTwice.',
    },
  });
});

test('reads a file with the line ends of Windows', () => {
  const text = `---\n${front}\n---\nRead it.\n`.replaceAll('\n', '\r\n');
  expect(parseAgentDefinition(text)).toMatchObject({ kind: 'valid', definition: { prompt: 'Read it.' } });
});

test.each([
  ['no front matter', 'Read it.', 'expected front matter'],
  ['no prompt', `---\n${front}\n---\n`, 'expected a prompt'],
  ['broken YAML', '---\nname: [\n---\nRead it.', 'line'],
  ['an unknown field', `---\n${front}\nmodel: big\n---\nRead it.`, 'model'],
  ['an unknown tool', `---\n${front.replace('read-files', 'erase-disk')}\n---\nRead it.`, 'tools[0]'],
  ['an unknown stage', `---\n${front.replace('done', 'finished')}\n---\nRead it.`, 'lifecycle.success'],
])('refuses %s and says where', (_, text, message) => {
  expect(parseAgentDefinition(text)).toEqual({ kind: 'invalid', message: expect.stringContaining(message) });
});
