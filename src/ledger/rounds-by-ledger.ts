import type { LedgerPlace } from './ledger-place.ts';
import { LedgerRounds } from './ledger-rounds.ts';

/** The rounds of every ledger that a process writes to; for a process that decides several things at the same time. */
export class RoundsByLedger {
  readonly #sleep: (milliseconds: number) => Promise<void>;
  readonly #rounds = new Map<string, LedgerRounds>();

  constructor({ sleep }: { readonly sleep: (milliseconds: number) => Promise<void> }) {
    this.#sleep = sleep;
  }

  of({ project, home }: Pick<LedgerPlace, 'project' | 'home'>): LedgerRounds {
    const key = `${home.owner}/${home.repository} ${project}`.toLowerCase();
    const known = this.#rounds.get(key);
    if (known) return known;
    const rounds = new LedgerRounds({ sleep: this.#sleep });
    this.#rounds.set(key, rounds);
    return rounds;
  }
}
