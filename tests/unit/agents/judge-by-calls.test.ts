import { describe, expect, test } from 'vitest';
import { judgeByCalls } from '../../../src/agents/engine/judge-by-calls.ts';
import type { EngineResult } from '../../../src/engines/engine.ts';
import type { ModelCallEnd } from '../../../src/model-proxy/call-log.ts';

const finished: EngineResult = { kind: 'finished', summary: 'All is well.' };
const unexplained: EngineResult = { kind: 'failed', reason: 'engine-failed', detail: 'its own words' };
const answered = (status: number, isWhole = true): ModelCallEnd => ({ kind: 'answered', status, isWhole });
const refused: ModelCallEnd = { kind: 'refused', reason: 'budget-spent', detail: 'all is spent' };
const unreachable: ModelCallEnd = { kind: 'unreachable', detail: 'ECONNREFUSED' };

describe('an engine that claims success', () => {
  test('is believed if its last call was answered whole, or it hung up itself', () => {
    expect(judgeByCalls(finished, answered(200))).toBe(finished);
    expect(judgeByCalls(finished, { kind: 'abandoned' })).toBe(finished);
  });

  test.each<[string, ModelCallEnd | undefined, string]>([
    ['was never made', undefined, 'engine-failed'],
    ['was answered 401', answered(401), 'model-refused'],
    ['was answered 429', answered(429), 'model-limited'],
    ['was answered 500', answered(500), 'model-unavailable'],
    ['broke off', answered(200, false), 'model-unavailable'],
    ['reached nobody', unreachable, 'model-unavailable'],
    ['was not passed on', refused, 'budget-spent'],
  ])('is not believed if its last call %s', (_, last, reason) => {
    expect(judgeByCalls(finished, last)).toMatchObject({ kind: 'failed', reason, summary: 'All is well.' });
  });
});

describe('an engine that failed', () => {
  test.each<[string, ModelCallEnd | undefined, string]>([
    ['was answered 401', answered(401), 'model-refused'],
    ['reached nobody', unreachable, 'model-unavailable'],
    ['was answered whole', answered(200), 'engine-failed'],
    ['was never made', undefined, 'engine-failed'],
  ])('and does not say why is explained by its last call, which %s', (_, last, reason) => {
    expect(judgeByCalls(unexplained, last)).toEqual({ ...unexplained, reason });
  });

  test('and says why is believed, unless we refused its last call', () => {
    const limited: EngineResult = { kind: 'failed', reason: 'model-limited', detail: 'later' };
    expect(judgeByCalls(limited, answered(500))).toBe(limited);
    expect(judgeByCalls(limited, refused)).toMatchObject({ reason: 'budget-spent', detail: 'all is spent' });
  });
});

test('an engine that was stopped is not judged', () => {
  expect(judgeByCalls({ kind: 'timed-out' }, refused)).toEqual({ kind: 'timed-out' });
});
