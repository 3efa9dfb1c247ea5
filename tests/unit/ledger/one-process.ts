import { decideAll } from '../../../src/core/ledger/decide/decide-all.ts';
import type { LedgerCommand } from '../../../src/core/ledger/ledger-command.ts';
import { type Protocol, perform } from '../../../src/core/ledger/protocol/effect.ts';
import { type Transacted, transact } from '../../../src/core/ledger/protocol/transact.ts';
import { LedgerRounds } from '../../../src/ledger/ledger-rounds.ts';
import type { LedgerStore, LedgerWorld } from '../../../src/ledger/ledger-world.ts';
import type { Gate } from './every-order.ts';
import { MemoryLedger, type Mishap } from './memory-ledger.ts';

export type End = Transacted<undefined>;

interface ProcessOptions {
  readonly mishaps?: readonly Mishap[];
  /** Whether others may come between a round's opening and its reading, so that few are enough to share one. */
  readonly gathers?: boolean;
  /** Whether it may come to pass that a round is tired of waiting. */
  readonly isImpatient?: boolean;
}

interface How {
  /** The agent whose run it asks for; its own where left out. */
  readonly agent?: string;
  /** What it does when it has read the ledger. */
  readonly look?: () => Promise<void>;
  /** What it does when it was decided. */
  readonly act?: () => Promise<void>;
}

function* lookAndRequest(id: string, command: LedgerCommand): Protocol<End> {
  const end = yield* transact(id, function* () {
    yield* perform({ kind: 'read-items', items: [], inFlight: false });
    return { kind: 'commands', commands: [command], read: undefined } as const;
  });
  yield* perform({ kind: 'fence', item: 'acme/web#538' });
  return end;
}

/** One process that decides several things at once, and the ledger that it writes to. */
export class OneProcess {
  readonly ledger: MemoryLedger;
  readonly slept: number[] = [];
  /** How many of its waits for others would keep the process alive. */
  waits = 0;
  readonly #gate: Gate;
  readonly #rounds: LedgerRounds;
  /** The ledger's head when each of them last looked at the board. */
  readonly #looked = new Map<string, number>();

  constructor(gate: Gate, { mishaps = [], gathers = false, isImpatient = false }: ProcessOptions = {}) {
    this.#gate = gate;
    this.ledger = new MemoryLedger(gate, mishaps);
    this.ledger.onEntry = ({ events }) => {
      for (const event of events) {
        if (event.type !== 'dispatch-requested') continue;
        const [request] = event.requests;
        const looked = this.#looked.get(request?.dispatch.cause ?? '');
        if (looked !== undefined && looked !== this.ledger.head - 1)
          throw new Error('It looked before others decided');
      }
    };
    this.#rounds = new LedgerRounds({
      patience: 1,
      sleep: async (milliseconds, ended) => {
        this.slept.push(milliseconds);
        if (milliseconds > 0) await (isImpatient ? gate.pass('patience') : this.#untilEnded(ended));
        else if (gathers) await gate.pass('next turn');
      },
    });
  }

  /** Asks for a run of the agent, as soon as the gate lets it. */
  readonly ask = async (name: string, how: How = {}): Promise<End> => {
    await this.#gate.pass(`${name} comes`);
    const command: LedgerCommand = { kind: 'request', agent: how.agent ?? name, item: null, cause: name };
    return this.#rounds.drive(lookAndRequest(name, command), {
      store: this.ledger.store(),
      worldOn: (store) => this.#worldOn(name, store, how),
    });
  };

  /** Somebody else, who needs one moment for it. */
  readonly disturb = async (): Promise<void> => {
    await this.#gate.pass('another process appends');
    const command: LedgerCommand = { kind: 'request', agent: 'other', item: null, cause: 'other' };
    const { append } = decideAll(this.ledger.state, [command], { id: 'other', at: this.ledger.state.since });
    if (append) this.ledger.land(append.state, append.entry);
  };

  async #untilEnded(ended: AbortSignal | undefined): Promise<void> {
    this.waits += 1;
    await new Promise((resolve) => ended?.addEventListener('abort', resolve));
    this.waits -= 1;
    ended?.throwIfAborted();
  }

  #worldOn(name: string, store: LedgerStore, { look, act }: How): LedgerWorld {
    const never = (): never => {
      throw new Error('Nobody asks for that');
    };
    return {
      ...store,
      'read-ledger': async (effect) => {
        const before = this.ledger.readings;
        const answer = await store['read-ledger'](effect);
        if (this.ledger.readings === before)
          throw new Error(`${name} was told of a reading from before it came`);
        return answer;
      },
      'read-items': async () => {
        await this.#gate.pass(`${name} looks`);
        this.#looked.set(name, this.ledger.head);
        await look?.();
        return { kind: 'items', sightings: [], inFlight: [], backlog: 0 };
      },
      'write-item': never,
      'ask-runs': never,
      send: never,
      fence: async () => {
        await act?.();
        return { kind: 'fenced' };
      },
    };
  }
}
