import { describe, expect, test } from 'vitest';
import { codexEnd } from '../../../src/engines/codex/codex-end.ts';
import { readCodexLine } from '../../../src/engines/codex/codex-line.ts';

function lastOf(line: object) {
  const read = readCodexLine(JSON.stringify(line));
  return read.kind === 'unreadable-end'
    ? 'unreadable'
    : read.kind === 'read'
      ? (read.line as never)
      : undefined;
}

const completed = { type: 'turn.completed', usage: { input_tokens: 1, output_tokens: 1 } };
const failed = (message: string) => ({ type: 'turn.failed', error: { message } });

describe('a turn of Codex', () => {
  test('is a success if it was completed', () => {
    expect(codexEnd({ kind: 'exited', code: 0 }, lastOf(completed))).toEqual({ kind: 'finished' });
    expect(codexEnd({ kind: 'lingered' }, lastOf(completed))).toEqual({ kind: 'finished' });
  });

  test.each([
    ['unexpected status 401 Unauthorized: no', 'model-refused'],
    ['exceeded retry limit, last status: 429 Too Many Requests', 'model-limited'],
    ['exceeded retry limit, last status: 529', 'model-unavailable'],
    ['We are currently experiencing high demand, which may cause temporary errors.', 'model-unavailable'],
    ['stream disconnected before completion', 'model-unavailable'],
    ['something else', 'engine-failed'],
  ])('that failed with "%s" is %s', (message, reason) => {
    expect(codexEnd({ kind: 'exited', code: 1 }, lastOf(failed(message)))).toEqual({
      kind: 'failed',
      reason,
      detail: message,
    });
  });

  test('whose end is not understood, or is missing, has failed', () => {
    const exit = { kind: 'exited', code: 0 } as const;
    expect(codexEnd(exit, lastOf({ type: 'turn.completed', usage: 'much' }))).toMatchObject({
      kind: 'failed',
    });
    expect(codexEnd(exit, lastOf({ type: 'turn.failed' }))).toMatchObject({ kind: 'failed' });
    expect(codexEnd(exit, lastOf({ type: 'turn.of-tomorrow' }))).toMatchObject({ kind: 'failed' });
  });

  test('that was completed by a program that exits otherwise has failed', () => {
    expect(codexEnd({ kind: 'exited', code: 2 }, lastOf(completed))).toMatchObject({ kind: 'failed' });
  });
});
