import { expect, test } from 'vitest';
import { isPausing, PAUSE_VARIABLE } from '../../../src/core/pause.ts';
import { evaluateCondition } from '../../../src/sandbox/actions/expressions/evaluate.ts';

const status = { success: true, failure: false, cancelled: false };

test.each([['true'], ['True'], ['TRUE'], ['false'], [''], ['yes'], ['1'], [undefined]])(
  'the value %j pauses the app exactly if it pauses the workflows',
  (value) => {
    const vars = value === undefined ? {} : { [PAUSE_VARIABLE]: value };
    const runs = evaluateCondition("vars.INTERLOCK_PAUSED != 'true'", { contexts: { vars }, status });
    expect(isPausing(value)).toBe(!runs);
  },
);
