import { describe, expect, test } from 'vitest';
import { type GeminiLast, geminiEnd } from '../../../src/engines/gemini/gemini-end.ts';
import { readGeminiLine } from '../../../src/engines/gemini/gemini-line.ts';

function lastOf(line: object): GeminiLast {
  const read = readGeminiLine(JSON.stringify(line));
  if (read.kind === 'unreadable-end') return 'unreadable';
  return read.kind === 'read' && read.line.type === 'result' ? read.line : undefined;
}

const result = (more: object = {}) => ({
  type: 'result',
  status: 'success',
  stats: { input_tokens: 3, cached: 1, output_tokens: 1 },
  ...more,
});
const exit = (code: number) => ({ kind: 'exited', code }) as const;

describe('a run of Gemini CLI', () => {
  test('is a success if its result says so, and nothing else speaks against it', () => {
    expect(geminiEnd(exit(0), lastOf(result()), undefined)).toEqual({ kind: 'finished' });
    expect(geminiEnd({ kind: 'lingered' }, lastOf(result()), undefined)).toEqual({ kind: 'finished' });
  });

  test.each([
    [
      'whose result is an error',
      exit(145),
      lastOf(result({ status: 'error', error: { message: 'no' } })),
      undefined,
    ],
    [
      'whose result is an error that it does not explain',
      exit(0),
      lastOf(result({ status: 'error' })),
      undefined,
    ],
    ['that complained before its success', exit(0), lastOf(result()), 'Maximum session turns exceeded'],
    ['whose result is not understood', exit(0), lastOf({ type: 'result', status: 'success' }), undefined],
    ['without a result', exit(0), undefined, undefined],
    ['that exits otherwise than its result', exit(1), lastOf(result()), undefined],
    ['that was killed', { kind: 'killed', signal: 'SIGKILL' } as const, lastOf(result()), undefined],
  ])('%s has failed', (_, end, last, complaint) => {
    expect(geminiEnd(end, last, complaint)).toEqual({
      kind: 'failed',
      reason: 'engine-failed',
      detail: expect.stringMatching(/./),
    });
  });

  test('that used all its turns says so by its exit', () => {
    expect(geminiEnd(exit(53), undefined, undefined)).toMatchObject({ reason: 'turns-used-up' });
  });

  test('that was stopped is not judged by its words', () => {
    expect(geminiEnd({ kind: 'timed-out' }, lastOf(result()), undefined)).toEqual({ kind: 'timed-out' });
  });
});
