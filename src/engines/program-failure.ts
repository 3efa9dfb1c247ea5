import type { EngineEnd, EngineFailure } from './engine.ts';
import type { ProgramEnd } from './run-program.ts';

export function failedEngine(reason: EngineFailure, detail: string): Extract<EngineEnd, { kind: 'failed' }> {
  return { kind: 'failed', reason, detail };
}

/** What the end of a program says by itself; `undefined` if it came to an end of its own without complaint. */
export function programFailure(end: ProgramEnd): Exclude<EngineEnd, { kind: 'finished' }> | undefined {
  switch (end.kind) {
    case 'timed-out':
    case 'cancelled':
      return end;
    case 'exited':
      return end.code === 0 ? undefined : failedEngine('engine-failed', `exit code ${end.code}`);
    case 'killed':
      return failedEngine('engine-failed', `ended by ${end.signal}`);
    case 'not-started':
      return failedEngine('engine-failed', `cannot be started: ${end.detail}`);
    case 'outlived':
      return failedEngine('engine-failed', 'a process that it started cannot be ended');
    case 'lingered':
      return undefined;
  }
}

/** Why a model's provider did not answer, by the status of its answer. */
export function failureOfStatus(status: number): EngineFailure {
  if (status === 401 || status === 403 || status === 404) return 'model-refused';
  if (status === 429) return 'model-limited';
  if (status >= 500 || status === 408) return 'model-unavailable';
  return 'engine-failed';
}
