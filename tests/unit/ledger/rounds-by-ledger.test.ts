import { expect, test } from 'vitest';
import { RoundsByLedger } from '../../../src/ledger/rounds-by-ledger.ts';

test('the rounds of a ledger are the same for all of a process, and others for another ledger', () => {
  const rounds = new RoundsByLedger({ sleep: async () => {}, patience: 1 });
  const home = { owner: 'acme', repository: 'web' };
  const web = rounds.of({ project: 'web', home });
  expect(rounds.of({ project: 'web', home: { owner: 'Acme', repository: 'Web' } })).toBe(web);
  expect(rounds.of({ project: 'shop', home })).not.toBe(web);
  expect(rounds.of({ project: 'web', home: { owner: 'acme', repository: 'shop' } })).not.toBe(web);
});
