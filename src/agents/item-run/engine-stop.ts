import * as text from '../../core/text/run-message.ts';
import type { EngineEnd } from '../../engines/engine.ts';
import { type Stopped, workFailed } from './assignment.ts';

/** Why there is nothing to publish; `undefined` if the engine got to its end. */
export function engineStop(
  result: EngineEnd,
  { timeoutMinutes }: { readonly timeoutMinutes: number },
): Stopped | undefined {
  switch (result.kind) {
    case 'finished':
      return undefined;
    case 'failed':
      return workFailed(result.reason, text.engineFailedMessage(result.detail));
    case 'timed-out':
      return workFailed('engine-timeout', text.engineTimeoutMessage(timeoutMinutes));
    case 'cancelled':
      return workFailed('cancelled', text.cancelledMessage());
  }
}
