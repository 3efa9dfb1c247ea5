import type { Protocol } from '../core/ledger/protocol/effect.ts';
import { drive, type LedgerStore, type LedgerWorld } from './ledger-world.ts';
import { deferred, type Member, Round, type Waiting } from './round.ts';

/** What a webhook has decided takes less than half a kilobyte of the commit's message, which so stays below 25. */
export const MAX_MEMBERS = 50;

interface Wiring {
  /** The protocol's own way to the ledger. The first member of a round reads and appends for all. */
  readonly store: LedgerStore;
  /** Everything that the protocol may do, with this way to the ledger. */
  readonly worldOn: (store: LedgerStore) => LedgerWorld;
}

/** A protocol's way to the ledger in rounds. One of its transactions is in a round at a time. */
interface Seat extends LedgerStore {
  leave(): void;
}

/**
 * Coalesces what one process decides in one ledger: transactions that begin while a round is under way wait for it to
 * end, and are then members of the next, which reads once and appends once for all of them.
 *
 * The reading begins when all of its members have begun: what was read before could not tell what is so after the event
 * that a member answers. Nobody joins a round that has begun, and after a conflict everybody reads everything again.
 *
 * An optimization and never a lock: other processes know nothing of it, and the compare-and-swap decides.
 */
export class LedgerRounds {
  readonly #runtime: Waiting;
  readonly #waiting: Member[] = [];
  readonly #roundOf = new WeakMap<Member, Round>();
  #current: Round | undefined;
  #isPlaying = false;

  constructor(runtime: Waiting) {
    this.#runtime = runtime;
  }

  /** Runs a protocol to its end. However it ends, nobody waits for it any longer. */
  async drive<T>(protocol: Protocol<T>, { store, worldOn }: Wiring): Promise<T> {
    const seat = this.#seat(store);
    try {
      return await drive(protocol, worldOn(seat));
    } finally {
      seat.leave();
    }
  }

  #seat(store: LedgerStore): Seat {
    let member: Member | undefined;
    const round = () => member && this.#roundOf.get(member);
    const leave = () => {
      if (member) round()?.leave(member);
    };
    return {
      'read-ledger': () => {
        // Nobody waits for a round and holds up another.
        leave();
        member = { store, reading: deferred() };
        this.#join(member);
        return member.reading.promise;
      },
      append: (append) => (member && round()?.append(member, append)) ?? store.append(append),
      pass: async () => {
        leave();
        return undefined;
      },
      wait: (effect) => round()?.rest(effect, store) ?? store.wait(effect),
      leave,
    };
  }

  #join(member: Member): void {
    this.#waiting.push(member);
    this.#current?.hasten();
    if (!this.#isPlaying) void this.#play();
  }

  async #play(): Promise<void> {
    this.#isPlaying = true;
    for (;;) {
      // Who comes in the same turn of the event loop comes along.
      await this.#runtime.sleep(0);
      const [first, ...others] = this.#waiting.splice(0, MAX_MEMBERS);
      if (!first) break;
      const members = [first, ...others] as const;
      const round = new Round(members, this.#runtime);
      for (const member of members) this.#roundOf.set(member, round);
      this.#current = round;
      if (this.#waiting.length > 0) round.hasten();
      await round.play();
      this.#current = undefined;
    }
    this.#isPlaying = false;
  }
}
