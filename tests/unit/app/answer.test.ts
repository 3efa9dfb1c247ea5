import { describe, expect, test } from 'vitest';
import { answerTo } from '../../../src/app/http/answer-request.ts';
import { type Reason, reasons } from '../../../src/core/reasons.ts';
import { eventFailed, skipped } from '../../../src/orchestration/event-decision.ts';

const all = Object.keys(reasons) as Reason[];

describe('answers', () => {
  test('what was decided is a success, with its reason', () => {
    const { status, body } = answerTo(skipped('not-a-stage', 'inside'), 'guid');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({ outcome: 'skipped', reason: 'not-a-stage', delivery: 'guid' });
  });

  test.each(['github-unavailable', 'rate-limited', 'ledger-contended'] as const)(
    '%s asks to be sent again soon',
    (reason) => {
      expect(answerTo(eventFailed(reason, ''), 'guid').status).toBe(503);
    },
  );

  test.each([
    'config-invalid',
    'permission-missing',
    'workflow-missing',
    'ledger-missing',
    'wrong-home',
  ] as const)('%s is listed as failed, to be sent again when somebody has mended it', (reason) => {
    expect(answerTo(eventFailed(reason, ''), 'guid').status).toBe(422);
  });

  test('no failure of any reason is a success', () => {
    for (const reason of all)
      expect(answerTo(eventFailed(reason, ''), 'guid').status).toBeGreaterThanOrEqual(400);
  });

  test('no detail gets out', () => {
    for (const reason of all) {
      for (const decide of [eventFailed, skipped]) {
        expect(answerTo(decide(reason, 'ghs_secret at /srv/app.js:1'), 'guid').body).not.toMatch(
          /ghs_|app\.js/,
        );
      }
    }
  });
});
