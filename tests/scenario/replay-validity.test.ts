import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { NO_INTERLOCKS } from '../../src/cli/incident/interlocks.ts';
import { play } from '../../src/cli/incident/play.ts';
import type { RowName } from '../../src/cli/incident/report.ts';
import { openVenue, type Venue } from '../../src/cli/incident/venue.ts';
import type { IncidentWorld } from '../../src/cli/incident/world.ts';

// The shortest play, for what can go wrong in any of them.
const NAME: RowName = { interlocks: NO_INTERLOCKS, spacing: 'after-first-implementation-ended' };

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const appKey = Promise.resolve(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
const never = new AbortController().signal;

let venue: Venue;
let world: IncidentWorld;

describe('a row of the replay is invalid, and has no figures,', () => {
  beforeEach(async () => {
    venue = await openVenue({ boardName: 'github-labels', seed: 1, appKey, stop: never });
    world = await venue.arrange(NAME.interlocks);
    return () => venue[Symbol.asyncDispose]();
  });

  test('when a run fails, although the counts are those of the table', async () => {
    // By then there are one move, one run and one pull request.
    venue.sandbox.inject({
      match: ({ operationId, body }) =>
        operationId === 'issues/add-labels' && JSON.stringify(body).includes('In review'),
      fault: { kind: 'status', status: 500 },
    });
    const row = await play(NAME, world);
    expect(row).toEqual({
      ...NAME,
      invalid: [expect.stringMatching(/of implementation ended with failure: /)],
    });
  });

  test('when the app does not accept a webhook', async () => {
    venue.sandbox.inject({
      match: ({ operationId, by }) => operationId === 'repos/get-content' && by.runId === undefined,
      fault: { kind: 'status', status: 500 },
      skip: 2,
    });
    const row = await play(NAME, world);
    expect(row).toEqual({
      ...NAME,
      invalid: expect.arrayContaining([expect.stringMatching(/the app did not accept /)]),
    });
  });

  test('when a webhook is lost, so that everything comes to rest before the play is over', async () => {
    const lost = venue.sandbox.holdDeliveries(({ event }) => event === 'pull_request');
    void lost.reached.then(() => lost.drop());
    const row = await play(NAME, world);
    expect(row).toMatchObject({
      invalid: expect.arrayContaining(['everything came to rest before the first implementation ended']),
    });
  });
});
