import type { EngineFailure, EngineResult } from '../../engines/engine.ts';
import { failedEngine, failureOfStatus } from '../../engines/program-failure.ts';
import type { ModelCallEnd } from '../../model-proxy/call-log.ts';

/** An engine may take a refusal for an answer, or fail and not say why: how its last call ended decides. */
export function judgeByCalls(result: EngineResult, last: ModelCallEnd | undefined): EngineResult {
  if (result.kind !== 'finished' && result.kind !== 'failed') return result;
  if (last?.kind === 'refused') return { ...result, ...failedEngine(last.reason, last.detail) };
  if (result.kind === 'failed') {
    // What an engine says of its failure goes before, unless it does not say why.
    const cause = result.reason === 'engine-failed' && last ? failureOfCall(last) : undefined;
    return cause ? { ...result, reason: cause.reason } : result;
  }
  const failure = last
    ? failureOfCall(last)
    : ({ reason: 'engine-failed', detail: 'it never asked its model' } as const);
  return failure ? { ...result, ...failedEngine(failure.reason, failure.detail) } : result;
}

interface CallFailure {
  readonly reason: EngineFailure;
  readonly detail: string;
}

function failureOfCall(last: ModelCallEnd): CallFailure | undefined {
  switch (last.kind) {
    case 'refused':
      return last;
    case 'unreachable':
      return { reason: 'model-unavailable', detail: last.detail };
    case 'abandoned':
      return undefined;
    case 'answered': {
      const { status, isWhole } = last;
      if (status >= 300) return { reason: failureOfStatus(status), detail: `the model answered ${status}` };
      return isWhole
        ? undefined
        : { reason: 'model-unavailable', detail: 'the answer of the model broke off' };
    }
  }
}
