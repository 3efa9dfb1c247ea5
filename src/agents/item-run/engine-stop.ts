import type { EngineSettings } from '../../core/config/engine-settings.ts';
import * as text from '../../core/text/run-message.ts';
import type { EngineEnd } from '../../engines/engine.ts';
import { type Stopped, workFailed } from './assignment.ts';

/** Why there is nothing to publish; `undefined` if the engine got to its end. */
export function engineStop(
  result: EngineEnd,
  { engine, timeoutMinutes }: Pick<EngineSettings, 'engine' | 'timeoutMinutes'>,
): Stopped | undefined {
  switch (result.kind) {
    case 'finished':
      return undefined;
    case 'failed':
      return stopOfFailure(result, { engine });
    case 'timed-out':
      return workFailed('engine-timeout', text.engineTimeoutMessage(engine, timeoutMinutes));
    case 'cancelled':
      return workFailed('cancelled', text.cancelledMessage());
  }
}

export function stopOfFailure(
  { reason, detail }: Extract<EngineEnd, { kind: 'failed' }>,
  { engine }: Pick<EngineSettings, 'engine'>,
): Stopped {
  return workFailed(reason, text.engineFailedMessage({ engine, reason, detail }));
}
