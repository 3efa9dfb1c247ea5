import type { LedgerPlace } from './ledger-place.ts';
import { LedgerRounds } from './ledger-rounds.ts';
import type { Waiting } from './round.ts';

/** The rounds of every ledger that a process writes to; for a process that decides several things at the same time. */
export class RoundsByLedger {
  readonly #waiting: Waiting;
  readonly #rounds = new Map<string, LedgerRounds>();

  constructor(waiting: Waiting) {
    this.#waiting = waiting;
  }

  of({ project, home }: Pick<LedgerPlace, 'project' | 'home'>): LedgerRounds {
    const key = `${home.owner}/${home.repository} ${project}`.toLowerCase();
    const known = this.#rounds.get(key);
    if (known) return known;
    const rounds = new LedgerRounds(this.#waiting);
    this.#rounds.set(key, rounds);
    return rounds;
  }
}
