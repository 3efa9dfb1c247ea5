import * as text from '../../core/text/run-message.ts';
import type { EngineEnd } from '../../engines/engine.ts';
import { failed, type Stopped } from './assignment.ts';

/** Why there is nothing to publish; `undefined` if the engine got to its end. */
export function engineStop(
  result: EngineEnd,
  { timeoutMinutes }: { readonly timeoutMinutes: number },
): Stopped | undefined {
  switch (result.kind) {
    case 'finished':
      return undefined;
    case 'failed':
      return failed(result.reason, text.engineFailedMessage(result.detail));
    case 'timed-out':
      return failed('engine-timeout', text.engineTimeoutMessage(timeoutMinutes));
    case 'cancelled':
      return failed('cancelled', text.cancelledMessage());
  }
}
