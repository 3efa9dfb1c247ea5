import type { Entry } from '../../../src/core/ledger/ledger-event.ts';
import { emptyLedger, type LedgerState } from '../../../src/core/ledger/ledger-state.ts';
import { decideAppend } from '../../../src/core/ledger/protocol/decide-append.ts';
import type { Answers } from '../../../src/core/ledger/protocol/effect.ts';
import type { LedgerStore } from '../../../src/ledger/ledger-world.ts';
import type { Gate } from './every-order.ts';

const AT = '2026-11-23T09:00:00Z';

/** How an append may come out besides. */
export type Mishap = 'lost before' | 'lost after' | 'denied';

/** A ledger in memory with GitHub's compare-and-swap. Requests take their time at the gate. */
export class MemoryLedger {
  state: LedgerState = emptyLedger({ project: 'web', home: 'R_1', id: 'first', at: AT });
  head = 1;
  readonly entries: Entry[] = [];
  readings = 0;
  /** Hears of an entry when it stands in the ledger. */
  onEntry: (entry: Entry) => void = () => {};
  /** Requests to append, whatever came of them. */
  appends = 0;
  readonly #gate: Gate;
  readonly #mishaps: Mishap[];

  /** @param mishaps each happens once, or not at all. */
  constructor(gate: Gate, mishaps: readonly Mishap[] = []) {
    this.#gate = gate;
    this.#mishaps = [...mishaps];
  }

  store(): LedgerStore {
    return {
      'read-ledger': () => this.#read(),
      append: async (effect) => {
        const decided = decideAppend(effect);
        if (decided.kind === 'unchanged') return decided;
        this.appends += 1;
        const outcome = await this.#gate.pass(`append ${decided.commit.entry.id}`, () => [
          'done',
          ...this.#mishaps,
        ]);
        if (outcome !== 'done') this.#mishaps.splice(this.#mishaps.indexOf(outcome as Mishap), 1);
        if (outcome === 'denied') {
          return decided.answer({ kind: 'denied', reason: 'permission-missing', message: 'a rule' });
        }
        const isStale = effect.head !== String(this.head);
        if (!isStale && outcome !== 'lost before') {
          const { state, entry } = decided.commit;
          this.land(state, entry);
        }
        if (outcome !== 'done') {
          return decided.answer({ kind: 'ambiguous', reason: 'github-unavailable', message: 'no answer' });
        }
        return decided.answer({ kind: isStale ? 'conflict' : 'committed' });
      },
      pass: () => Promise.resolve(undefined),
      wait: async () => {
        await this.#gate.pass('back-off');
        return undefined;
      },
    };
  }

  land(state: LedgerState, entry: Entry): void {
    this.state = state;
    this.head += 1;
    this.entries.push(entry);
    this.onEntry(entry);
  }

  /** As old as an answer may be: what was so when the request was made. */
  async #read(): Promise<Answers['read-ledger']> {
    this.readings += 1;
    const { head, state } = this;
    await this.#gate.pass(`reading ${this.readings}`);
    return { kind: 'ledger', head: String(head), state, readAt: AT };
  }
}
