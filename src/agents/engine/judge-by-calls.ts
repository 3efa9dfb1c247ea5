import type { EngineResult } from '../../engines/engine.ts';
import { failedEngine, failureOfStatus } from '../../engines/program-failure.ts';
import type { ModelCallEnd } from '../../model-proxy/call-log.ts';

/** An engine may take a refusal for an answer, or fail and not say why: how its last call ended decides. */
export function judgeByCalls(result: EngineResult, last: ModelCallEnd | undefined): EngineResult {
  if (result.kind !== 'finished' && result.kind !== 'failed') return result;
  if (last?.kind === 'refused') return { ...result, ...failedEngine(last.reason, last.detail) };
  if (result.kind === 'failed') return result;
  if (!last) return { ...result, ...failedEngine('engine-failed', 'it never asked its model') };
  if (last.kind === 'unreachable') return { ...result, ...failedEngine('model-unavailable', last.detail) };
  if (last.kind === 'abandoned') return result;
  if (last.status >= 300) {
    return { ...result, ...failedEngine(failureOfStatus(last.status), `the model answered ${last.status}`) };
  }
  return last.isWhole
    ? result
    : { ...result, ...failedEngine('model-unavailable', 'the answer of the model broke off') };
}
