import { expect, test } from 'vitest';
import { parseAgentDefinition } from '../../../../src/core/agents/definition.ts';

const front = `name: review
description: Reviews a pull request.
scope: pull-request
triggers: [entered-todo]
tools: [move_work_item, read_files]
moves:
  - { from: in-review, to: done }
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
      tools: ['move_work_item', 'read_files'],
      moves: [{ from: 'in-review', to: 'done', expectation: 'demanded' }],
      calls: {},
      finish: 'none',
      lifecycle: { success: 'done' },
      limits: { minutes: 30 },
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
  ['an unknown tool', `---\n${front.replace('read_files', 'erase_disk')}\n---\nRead it.`, 'tools[1]'],
  [
    'an unknown stage',
    `---\n${front.replace(': done }\nfinish', ': shipped }\nfinish')}\n---\nRead it.`,
    'moves[0].to',
  ],
  [
    'an unknown end',
    `---\n${front.replace('success: done', 'success: finished')}\n---\nRead it.`,
    'lifecycle.success',
  ],
  [
    'a limit of a tool that does not exist',
    `---\n${front}\ncalls: { erase_disk: 1 }\n---\nRead it.`,
    'calls',
  ],
])('refuses %s and says where', (_, text, message) => {
  expect(parseAgentDefinition(text)).toEqual({ kind: 'invalid', message: expect.stringContaining(message) });
});
