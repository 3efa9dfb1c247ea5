import { expect, test } from 'vitest';
import { eventMessage } from '../../../../src/core/text/run-message.ts';

test('what happened becomes a sentence, with what to do about it', () => {
  expect(eventMessage('"Todo" is no stage', 'agent-disabled')).toBe(
    '"Todo" is no stage. Add the agent below `agents`, or switch its trigger on.',
  );
});

test('where nothing is to be done, nothing is added', () => {
  expect(eventMessage('the pull request was closed unmerged', 'not-merged')).toBe(
    'The pull request was closed unmerged.',
  );
});

test('a name at its beginning is left as it is', () => {
  expect(eventMessage('acme/web#5 was moved.', 'moved')).toBe('acme/web#5 was moved.');
  expect(eventMessage('backlog-manager was started', 'dispatched')).toBe('backlog-manager was started.');
});

test('what to do is not said twice', () => {
  const said = 'The item is closed. Reopen the issue to have it worked on.';
  expect(eventMessage(said, 'item-closed')).toBe(said);
});
