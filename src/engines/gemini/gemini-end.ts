import type { EngineEnd } from '../engine.ts';
import { failedEngine, programFailure } from '../program-failure.ts';
import type { ProgramEnd } from '../run-program.ts';
import type { GeminiResult } from './gemini-line.ts';

/** The result line, `'unreadable'` if there was one that is not understood, or nothing. */
export type GeminiLast = GeminiResult | 'unreadable' | undefined;

/** Exit code of a run that used all its turns. https://geminicli.com/docs/cli/headless */
const TURNS_USED_UP = 53;

/**
 * A run is a success only if the result says so, nothing was complained of, and the program's exit agrees.
 *
 * @param complaint the last error that it told of: after one, a result can say `success`.
 */
export function geminiEnd(end: ProgramEnd, last: GeminiLast, complaint: string | undefined): EngineEnd {
  if (end.kind === 'timed-out' || end.kind === 'cancelled' || end.kind === 'outlived') {
    return programFailure(end) ?? failedEngine('engine-failed', 'ended in an unknown way');
  }
  if (end.kind === 'exited' && end.code === TURNS_USED_UP) {
    return failedEngine('turns-used-up', complaint ?? 'it used all its turns');
  }
  if (last === 'unreadable') return failedEngine('engine-failed', 'its result is not understood');
  const told = last?.error?.message ?? complaint;
  // Its words hold no status: how the model was answered is asked of the proxy.
  if (told !== undefined) return failedEngine('engine-failed', told);
  if (last && last.status !== 'success') return failedEngine('engine-failed', 'its result is an error');
  const exit = programFailure(end);
  if (exit) return exit;
  return last ? { kind: 'finished' } : failedEngine('engine-failed', 'ended without a result');
}
