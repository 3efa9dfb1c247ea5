import { describe, expect, test } from 'vitest';
import { claudeEnd } from '../../../src/engines/claude/claude-end.ts';
import { readClaudeLine } from '../../../src/engines/claude/claude-line.ts';

const line = {
  type: 'result',
  subtype: 'success',
  is_error: false,
  session_id: 's',
  stop_reason: 'end_turn',
  result: 'Done.',
  usage: { input_tokens: 1, output_tokens: 1, cache_read_input_tokens: 0, cache_creation_input_tokens: 0 },
};

function end(changes: object, exit: Parameters<typeof claudeEnd>[0] = { kind: 'exited', code: 0 }) {
  const read = readClaudeLine(JSON.stringify({ ...line, ...changes }));
  if (read.kind === 'other') throw new Error('No result');
  return claudeEnd(exit, read.kind === 'unreadable-end' ? 'unreadable' : (read.line as never));
}

describe('a run of Claude Code', () => {
  test('is a success if the program says so and exits so', () => {
    expect(end({})).toEqual({ kind: 'finished' });
  });

  test.each([
    [{ is_error: true, api_error_status: 401, result: 'no' }, 'model-refused'],
    [{ is_error: true, api_error_status: 404, result: 'no such model' }, 'model-refused'],
    [{ is_error: true, api_error_status: 429, result: 'slow' }, 'model-limited'],
    [{ is_error: true, api_error_status: 529, result: 'busy' }, 'model-unavailable'],
    [{ is_error: true, api_error: 'connection_failed', result: 'gone' }, 'model-unavailable'],
    [{ is_error: true, result: 'something' }, 'engine-failed'],
    [{ subtype: 'error_max_turns', is_error: true, result: null, errors: ['3 turns'] }, 'turns-used-up'],
    [{ subtype: 'error_of_tomorrow' }, 'engine-failed'],
    [{ stop_reason: 'refusal' }, 'engine-failed'],
    [{ stop_reason: 'max_tokens' }, 'engine-failed'],
    [{ is_error: 'perhaps' }, 'engine-failed'],
    [{ usage: null }, 'engine-failed'],
  ])('%j is a failure: %s', (changes, reason) => {
    expect(end(changes)).toMatchObject({ kind: 'failed', reason, detail: expect.stringMatching(/./) });
  });

  test('that claims success and exits otherwise has failed', () => {
    expect(end({}, { kind: 'exited', code: 3 })).toMatchObject({ kind: 'failed', detail: 'exit code 3' });
    expect(end({}, { kind: 'outlived' })).toMatchObject({ kind: 'failed' });
  });

  test('without a result has failed, however it exits', () => {
    expect(claudeEnd({ kind: 'exited', code: 0 }, undefined)).toMatchObject({ kind: 'failed' });
    expect(claudeEnd({ kind: 'lingered' }, undefined)).toMatchObject({ kind: 'failed' });
  });

  test('that was cancelled or took too long says no more than that', () => {
    expect(end({}, { kind: 'cancelled' })).toEqual({ kind: 'cancelled' });
    expect(end({}, { kind: 'timed-out' })).toEqual({ kind: 'timed-out' });
  });
});
