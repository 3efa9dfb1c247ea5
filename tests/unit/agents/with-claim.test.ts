import { describe, expect, test } from 'vitest';
import type { TaskDecision } from '../../../src/agents/run/task-decision.ts';
import { type Claimed, withClaim } from '../../../src/agents/run/with-claim.ts';
import type { RunBudget } from '../../../src/core/ledger/budget.ts';
import type { RunCost } from '../../../src/core/ledger/cost.ts';
import { ProviderError } from '../../../src/core/provider-error.ts';
import type { Reason } from '../../../src/core/reasons.ts';
import { claim, ITEM, LedgerWorld, move, seen } from '../core/ledger/ledger-world.ts';
import { PlayedWorld } from '../core/ledger/play.ts';

const DONE: TaskDecision = { outcome: 'moved', reason: 'moved', message: 'Done.', read: [], details: {} };

const BUDGET: RunBudget = {
  reserve: { nanoDollars: 5, unpricedTokens: 0 },
  caps: { item: { nanoDollars: 12 }, day: {} },
};
const COST: RunCost = { nanoDollars: 4, unpricedTokens: 0, tokens: 9, seconds: 60, isFull: false };

/** An item in todo, and a run that claims it. */
function arrange(ledger = new LedgerWorld(), cost: RunCost | null = null) {
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
        budget: BUDGET,
        costOf: () => cost,
        failureBecause: (reason: Reason) => ({
          item: ITEM,
          cause: `implementation ${reason}`,
          maxAttempts: 2,
        }),
        onHandedOver: (why) => {
          said.push(why.kind === 'budget' ? `${why.reached.spent} of ${why.reached.cap}` : 'handed over');
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

  test('reserves what it may cost, and tells with its release what it did cost, however it ended', async () => {
    const { played, run } = arrange(new LedgerWorld(), COST);
    const reserved = () => played.state.claims[`item ${ITEM}`]?.reserved;
    await run(() => {
      expect(reserved()).toEqual(BUDGET.reserve);
      return Promise.resolve({ decision: DONE, tell: [] });
    });
    expect(played.state.costs.items[ITEM]).toMatchObject({ nanoDollars: 4, tokens: 9, seconds: 60, runs: 1 });
    await expect(run(() => Promise.reject(new Error('broke off')))).rejects.toThrow('broke off');
    expect(played.state.costs.items[ITEM]).toMatchObject({ nanoDollars: 8, runs: 2 });
  });

  test('that is left to the post step leaves what it cost there too', async () => {
    const { saved, run } = arrange(new LedgerWorld(), COST);
    await run(() => {
      // Whoever is killed here has said nothing: it counts as much as it had reserved.
      expect(JSON.parse(saved.get('claim') ?? '')).not.toHaveProperty('cost');
      return Promise.resolve({ decision: DONE, tell: [], isUntold: true });
    });
    expect(JSON.parse(saved.get('claim') ?? '')).toMatchObject({ cost: COST });
  });

  test('that there is no money for does not begin, and its item is handed over and told once', async () => {
    const { played, saved, said, run } = arrange(new LedgerWorld(), COST);
    const done = () => Promise.resolve({ decision: DONE, tell: [] });
    await run(done);
    await run(done);
    const work = () => Promise.reject(new Error('It costs money'));
    const refused = await run(work);
    expect(refused).toMatchObject({ outcome: 'refused', reason: 'budget-spent' });
    expect(refused.message).toContain('together more than the');
    expect(played.state).toMatchObject({ claims: {}, items: { [ITEM]: { needsHuman: true } } });
    expect(saved.get('released')).toBe('true');
    expect(said).toEqual(['8 of 12']);
    expect(await run(work)).toMatchObject({ outcome: 'refused', reason: 'budget-spent' });
    expect(said).toHaveLength(1);
  });
});
