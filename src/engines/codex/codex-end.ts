import type { EngineEnd } from '../engine.ts';
import { failedEngine, failureOfStatus, programFailure } from '../program-failure.ts';
import type { ProgramEnd } from '../run-program.ts';
import type { CodexLastWord } from './codex-line.ts';

/** The line that says how the turn ended, `'unreadable'` if there was one that is not understood, or nothing. */
export type CodexLast = CodexLastWord | 'unreadable' | undefined;

/** A run is a success only if its turn was completed, and the program's exit agrees. */
export function codexEnd(end: ProgramEnd, last: CodexLast): EngineEnd {
  if (end.kind === 'timed-out' || end.kind === 'cancelled' || end.kind === 'outlived') {
    return programFailure(end) ?? failedEngine('engine-failed', 'ended in an unknown way');
  }
  if (last === 'unreadable') return failedEngine('engine-failed', 'how its turn ended is not understood');
  if (last?.type === 'turn.failed') {
    const { message } = last.error;
    return failedEngine(reasonIn(message), message);
  }
  const exit = programFailure(end);
  if (exit) return exit;
  return last ? { kind: 'finished' } : failedEngine('engine-failed', 'ended before its turn was completed');
}

/** The status of a provider's answer stands in a sentence, and nowhere else; of a 500 it says "high demand". */
function reasonIn(message: string) {
  const status = /\bstatus:? (\d{3})\b/i.exec(message)?.[1];
  if (status !== undefined) return failureOfStatus(Number(status));
  if (/high demand|stream disconnected|error sending request|connection/i.test(message))
    return 'model-unavailable';
  return 'engine-failed';
}
