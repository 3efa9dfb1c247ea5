import { describe, expect, test } from 'vitest';
import type { LedgerVerdict } from '../../../src/core/ledger/decide/ledger-verdict.ts';
import type { LedgerEvent } from '../../../src/core/ledger/ledger-event.ts';
import { MAX_MEMBERS } from '../../../src/ledger/ledger-rounds.ts';
import { PATIENCE_MS } from '../../../src/ledger/round.ts';
import { Gate, inEveryOrder } from './every-order.ts';
import type { MemoryLedger, Mishap } from './memory-ledger.ts';
import { type End, OneProcess } from './one-process.ts';

/** Everybody was told that it has its run, and each run was asked for once. */
function expectAll(names: readonly string[], ends: readonly End[], { entries }: MemoryLedger): void {
  expect(ends.map(toldTo)).toEqual(names.map((name) => [name]));
  const asked = entries.flatMap(({ events }) => events.flatMap(causesOf));
  expect(asked.filter((cause) => cause !== 'other').toSorted()).toEqual(names);
}

function toldTo(end: End): readonly string[] {
  if (end.kind === 'failed') return [end.reason];
  return end.verdicts.flatMap((verdict: LedgerVerdict) =>
    verdict.kind === 'accepted' ? causesOf(verdict.event) : [verdict.reason],
  );
}

function causesOf(event: LedgerEvent): readonly string[] {
  return event.type === 'dispatch-requested' ? event.requests.map(({ dispatch }) => dispatch.cause) : [];
}

describe('in every order in which they come and are answered', () => {
  test('nothing waits any more when all are answered, so that the process can end', async () => {
    let waited = 0;
    await inEveryOrder(async (gate) => {
      const process = new OneProcess(gate, { gathers: true });
      await Promise.all(['a', 'b', 'c'].map((name) => process.ask(name)));
      waited += process.slept.filter((milliseconds) => milliseconds > 0).length;
      expect(process.waits).toBe(0);
    });
    expect(waited).toBeGreaterThan(0);
  });

  test('three get what they asked for, each by a reading that began after it came', async () => {
    const ways = await inEveryOrder(async (gate) => {
      const { ledger, ask } = new OneProcess(gate, { gathers: true });
      const ends = await Promise.all(['a', 'b', 'c'].map((name) => ask(name)));
      expectAll(['a', 'b', 'c'], ends, ledger);
      expect(ledger.appends).toBe(ledger.readings);
    });
    expect(ways).toBeGreaterThan(50);
  });

  test('two look again at everything when another process has decided something', async () => {
    const ways = await inEveryOrder(async (gate) => {
      const { ledger, ask, disturb } = new OneProcess(gate, { gathers: true });
      const [, ...ends] = await Promise.all([disturb(), ask('a'), ask('b')]);
      expectAll(['a', 'b'], ends, ledger);
      expect(ledger.appends).toBeLessThanOrEqual(3);
    });
    expect(ways).toBeGreaterThan(50);
  });

  test.each<Mishap>(['lost before', 'lost after'])(
    'two get what they asked for if an answer is %s, and who is decided holds up nobody',
    async (mishap) => {
      const ways = await inEveryOrder(async (gate) => {
        const { ledger, ask } = new OneProcess(gate, { gathers: true, mishaps: [mishap] });
        const b = ask('b');
        const a = ask('a', { act: async () => void (await b) });
        expectAll(['a', 'b'], await Promise.all([a, b]), ledger);
      });
      expect(ways).toBeGreaterThan(50);
    },
  );

  test('of two that ask for the same one is told that it is asked for', async () => {
    await inEveryOrder(async (gate) => {
      const { ledger, ask } = new OneProcess(gate, { gathers: true });
      const ends = await Promise.all(['a', 'b'].map((name) => ask(name, { agent: 'filler' })));
      expect(ends.flatMap(toldTo).toSorted()).toEqual([expect.stringMatching(/^[ab]$/), 'run-waiting']);
      expect(Object.keys(ledger.state.dispatches)).toHaveLength(1);
    });
  });

  test('two are told by GitHub that it will not have it, and nothing is taken for done', async () => {
    await inEveryOrder(async (gate) => {
      const { ledger, ask } = new OneProcess(gate, { gathers: true, mishaps: ['denied'] });
      const ends = await Promise.all(['a', 'b'].map((name) => ask(name)));
      const told = ends.flatMap(toldTo).filter((one) => one !== 'permission-missing');
      expect(told).toEqual(ledger.entries.flatMap(({ events }) => events.flatMap(causesOf)).toSorted());
    });
  });

  test('one that fails while it looks holds up nobody', async () => {
    await inEveryOrder(async (gate) => {
      const { ledger, ask } = new OneProcess(gate, { gathers: true });
      const failing = ask('b', { look: () => Promise.reject(new Error('a defect')) });
      const [failed, ...others] = await Promise.allSettled([failing, ask('a'), ask('c')]);
      expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'a defect' } });
      const ends = others.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      expectAll(['a', 'c'], ends, ledger);
    });
  });

  test('one that asks for what nobody can decide is told so alone', async () => {
    await inEveryOrder(async (gate) => {
      const { ledger, ask } = new OneProcess(gate, { gathers: true });
      const [failed, other] = await Promise.allSettled([ask('b', { agent: 'No agent' }), ask('a')]);
      expect(failed).toMatchObject({ status: 'rejected' });
      expectAll(['a'], other.status === 'fulfilled' ? [other.value] : [], ledger);
    });
  });

  test('nobody is waited for too long, and who comes too late is decided all the same', async () => {
    await inEveryOrder(async (gate) => {
      const { ledger, ask } = new OneProcess(gate, { gathers: true, isImpatient: true });
      const b = ask('b');
      const a = ask('a', { look: async () => void (await b) });
      expectAll(['a', 'b'], await Promise.all([a, b]), ledger);
    });
  });
});

/** Lets everything through at once, in the order in which it comes. */
async function atOnce<T>(gate: Gate, ends: Promise<T>): Promise<T> {
  let isOver = false;
  const over = ends.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    for (const choice of gate.choices) gate.open(choice);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return over;
}

test('thirty that come while the first is under way take one more reading and one more append', async () => {
  const gate = new Gate();
  const { ledger, ask } = new OneProcess(gate);
  const names = namesOf(31);
  const begin = async (name: string, index: number): Promise<End> => {
    if (index > 0) await gate.pass('the first comes');
    return ask(name);
  };
  const ends = await atOnce(gate, Promise.all(names.map(begin)));
  expectAll(names, ends, ledger);
  expect([ledger.readings, ledger.appends]).toEqual([2, 2]);
});

test('more than an entry holds are decided in several', async () => {
  const gate = new Gate();
  const { ledger, ask } = new OneProcess(gate);
  const names = namesOf(MAX_MEMBERS + 1);
  const ends = await atOnce(gate, Promise.all(names.map((name) => ask(name))));
  expectAll(names, ends, ledger);
  expect(ledger.entries.map(({ events }) => events.length)).toEqual([MAX_MEMBERS, 1]);
});

test('those who lost together wait together and append together', async () => {
  const gate = new Gate();
  const { ledger, ask, disturb } = new OneProcess(gate);
  const names = namesOf(5);
  const asking = Promise.all(names.map((name) => ask(name)));
  const disturbing = disturb();
  const pass = async (isMeant: (name: string) => boolean): Promise<number> => {
    const chosen = gate.choices.filter(([{ name }]) => isMeant(name));
    for (const choice of chosen) gate.open(choice);
    await new Promise((resolve) => setImmediate(resolve));
    return chosen.length;
  };
  await pass((name) => name.endsWith('comes'));
  await pass((name) => name.startsWith('reading'));
  await pass((name) => name.startsWith('another'));
  await disturbing;
  await pass((name) => name.endsWith('looks'));
  await pass((name) => name.startsWith('append'));
  expect(await pass((name) => name === 'back-off')).toBe(1);
  expectAll(names, await atOnce(gate, asking), ledger);
  expect([ledger.readings, ledger.appends]).toEqual([2, 2]);
});

test('one alone waits for nobody', async () => {
  const gate = new Gate();
  const { ledger, ask, slept } = new OneProcess(gate);
  expectAll(['a'], [await atOnce(gate, ask('a'))], ledger);
  expect(slept).not.toContain(PATIENCE_MS);
});

function namesOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `agent-${String(index).padStart(2, '0')}`);
}
