import { afterAll, describe, expect, test } from 'vitest';
import { withoutLedger } from './actors/without-ledger.ts';
import { type CounterExample, explore } from './explore.ts';
import { mutants } from './mutants/all.ts';
import { show } from './show.ts';
import { story } from './stories/setting.ts';
import { twoManagersOfOneGroup } from './stories/situations.ts';

const caught = new Map<string, CounterExample>();

describe('a protocol with a rule taken out is caught', () => {
  test.each(mutants)('$name: $broken', ({ name, story: situation, breaks }) => {
    const { counterExample } = explore(situation);
    expect(breaks).toContain(counterExample?.invariant);
    if (counterExample) caught.set(name, counterExample);
  });

  afterAll(() => {
    const rows = mutants.map(({ name, broken }) => {
      const found = caught.get(name);
      const how = found ? `${found.invariant} after ${found.path.length} steps` : 'NOT CAUGHT';
      return `  ${name.padEnd(36)} ${how.padEnd(20)} ${broken}`;
    });
    console.log(['Mutants of the protocol', ...rows].join('\n'));
  });
});

test('without a ledger, runs of one group still hold with the guard alone: what breaks is what the group does not see', () => {
  const { counterExample, isComplete } = explore(
    story('one group', { ...twoManagersOfOneGroup, cast: withoutLedger(1) }),
  );
  expect(counterExample && show(counterExample)).toBeUndefined();
  expect(isComplete).toBe(true);
});
