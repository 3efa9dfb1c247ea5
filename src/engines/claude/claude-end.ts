import type { EngineEnd } from '../engine.ts';
import { failedEngine, failureOfStatus, programFailure } from '../program-failure.ts';
import type { ProgramEnd } from '../run-program.ts';
import type { ClaudeResult } from './claude-line.ts';

/** The result line, `'unreadable'` if there was one that is not understood, or nothing. */
export type LastWord = ClaudeResult | 'unreadable' | undefined;

/** A run is a success only if the program says so, the model ended its turn, and the program's exit agrees. */
export function claudeEnd(end: ProgramEnd, result: LastWord): EngineEnd {
  if (end.kind === 'timed-out' || end.kind === 'cancelled' || end.kind === 'outlived') {
    return programFailure(end) ?? failedEngine('engine-failed', 'ended in an unknown way');
  }
  if (result === 'unreadable') return failedEngine('engine-failed', 'its result is not understood');
  const told = result && toldFailure(result);
  if (told) return told;
  const exit = programFailure(end);
  if (exit) return exit;
  return result ? { kind: 'finished' } : failedEngine('engine-failed', 'ended without a result');
}

function toldFailure(result: ClaudeResult): EngineEnd | undefined {
  const { is_error, subtype, api_error_status: status, api_error, terminal_reason, stop_reason } = result;
  const detail = result.result || result.errors?.join('; ') || terminal_reason || subtype;
  if (subtype === 'error_max_turns') return failedEngine('turns-used-up', detail);
  // `subtype` is `success` for a failed call of a model as well.
  if (is_error && status != null) return failedEngine(failureOfStatus(status), detail);
  if (is_error && api_error === 'connection_failed') return failedEngine('model-unavailable', detail);
  if (is_error || subtype !== 'success') return failedEngine('engine-failed', detail);
  if (stop_reason === 'refusal') return failedEngine('engine-failed', `the model refused: ${detail}`);
  if (stop_reason === 'max_tokens') return failedEngine('engine-failed', `the answer was cut off: ${detail}`);
  return undefined;
}
