import { describe, expect, test } from 'vitest';
import type { TaskDecision } from '../../../src/agents/run/task-decision.ts';
import { type Claimed, withClaim } from '../../../src/agents/run/with-claim.ts';
import { ProviderError } from '../../../src/core/provider-error.ts';
import type { Reason } from '../../../src/core/reasons.ts';
import { claim, ITEM, LedgerWorld, move, seen } from '../core/ledger/ledger-world.ts';
import { PlayedWorld } from '../core/ledger/play.ts';

const DONE: TaskDecision = { outcome: 'moved', reason: 'moved', message: 'Done.', read: [], details: {} };

/** An item in todo, and a run that claims it. */
function arrange(ledger = new LedgerWorld()) {
  ledger.give(move());
  const played = new PlayedWorld(ledger.state, 20);
  const saved = new Map<string, string>();
  const said: string[] = [];
  let ids = 0;
  const run = (work: () => Promise<Claimed>): Promise<TaskDecision> =>
    withClaim(
      {
        ledger: {
          drive: (protocol) => Promise.resolve(played.play(protocol)),
          newId: () => {
            ids += 1;
            return `id-${ids}`;
          },
          run: { id: 21, attempt: 1 },
        },
        agent: 'implementation',
        subjects: [`item ${ITEM}`],
        item: ITEM,
        cause: 'by hand',
        dispatch: '',
        save: (name, value) => saved.set(name, value),
        failureBecause: (reason: Reason) => ({
          item: ITEM,
          cause: `implementation ${reason}`,
          maxAttempts: 2,
        }),
        onHandedOver: () => {
          said.push('handed over');
          return Promise.resolve('');
        },
      },
      work,
    );
  return { played, saved, said, run };
}

describe('work under a claim', () => {
  test('that is done gives the claim up, and counts as no failure', async () => {
    const { played, saved, run } = arrange();
    expect(await run(() => Promise.resolve({ decision: DONE, tell: [] }))).toBe(DONE);
    expect(played.state.claims).toEqual({});
    expect(played.state.items[ITEM]?.attempts).toEqual({});
    expect(saved.get('released')).toBe('true');
  });

  test('that throws is counted, and the last time handed over to a person, or it would be started for ever', async () => {
    const { played, saved, said, run } = arrange();
    const work = () =>
      Promise.reject(new ProviderError({ reason: 'github-unavailable', message: 'GitHub did not answer.' }));
    await expect(run(work)).rejects.toThrow('GitHub did not answer.');
    expect(played.state.claims).toEqual({});
    expect(saved.get('released')).toBe('true');
    expect(played.state.items[ITEM]).toMatchObject({
      attempts: { 'implementation github-unavailable': 1 },
      needsHuman: false,
    });
    expect(said).toEqual([]);
    await expect(run(work)).rejects.toThrow('GitHub did not answer.');
    expect(played.state.items[ITEM]).toMatchObject({ needsHuman: true });
    expect(said).toEqual(['handed over']);
  });

  test('that cannot begin, because a former holder cannot be fenced off, is counted too', async () => {
    const ledger = new LedgerWorld();
    ledger.give(move({ id: 'before', sighting: seen('backlog', 0) }));
    ledger.give(claim());
    ledger.give({ kind: 'release', claim: 'claim-1', forDead: true });
    const { played, saved, run } = arrange(ledger);
    played.lost.set('fence', 'before');
    const work = () => Promise.reject(new Error('It works for nobody'));
    expect(await run(work)).toMatchObject({ outcome: 'failed', reason: 'github-unavailable' });
    expect(played.state.claims).toEqual({});
    expect(saved.get('released')).toBe('true');
    expect(played.state.items[ITEM]?.attempts).toEqual({ 'implementation github-unavailable': 1 });
  });

  test('whose item could not be told is left to the post step, with what went wrong', async () => {
    const { played, saved, run } = arrange();
    const failed = { item: ITEM, cause: 'implementation engine-failed', maxAttempts: 2 };
    await run(() => Promise.resolve({ decision: DONE, tell: [], failed, isUntold: true }));
    expect(Object.keys(played.state.claims)).toEqual([`item ${ITEM}`]);
    expect(JSON.parse(saved.get('claim') ?? '')).toMatchObject({ id: 'id-1', failed, tell: [] });
    expect(saved.has('released')).toBe(false);
  });
});
