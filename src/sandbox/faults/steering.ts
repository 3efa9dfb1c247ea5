import type { Call, CallMatch } from '../call.ts';
import type { Barrier } from '../sandbox.ts';
import { createRandom } from '../state/random.ts';
import type { Fault, FaultRule, RandomFaults } from './fault.ts';

interface Hold {
  match: CallMatch;
  at: 'before' | 'after';
  left: number;
  arrive(call: Call): void;
  released: Promise<void>;
  readonly waiting: Set<Call>;
}

/** What tests do to calls on their way: barriers, faults by rule, and faults by chance. */
export class Steering {
  readonly #seed: number;
  readonly #holds = new Set<Hold>();
  readonly #rules: { rule: FaultRule; seen: number; struck: number }[] = [];
  readonly #chances: ((call: Call) => Fault | undefined)[] = [];
  readonly #held = new Set<Call>();
  readonly #unanswered = new Set<Call>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Waits at a barrier, or was struck by a fault that leaves it without an answer. */
  isOutOfPlay(call: Call): boolean {
    return this.#held.has(call) || this.#unanswered.has(call);
  }

  /** Waits at a barrier: its caller cannot go on until a test lets it. */
  isHeld(call: Call): boolean {
    return this.#held.has(call);
  }

  hold(match: CallMatch, { at = 'before', times = Number.POSITIVE_INFINITY }: HoldOptions = {}): Barrier {
    let arrive: (call: Call) => void = () => {};
    let open: () => void = () => {};
    const reached = new Promise<Call>((resolve) => {
      arrive = resolve;
    });
    const released = new Promise<void>((resolve) => {
      open = resolve;
    });
    const waiting = new Set<Call>();
    const hold: Hold = { match, at, left: times, arrive, released, waiting };
    this.#holds.add(hold);
    const release = (): void => {
      this.#holds.delete(hold);
      // At once, and not when the calls notice: who then asks whether anything goes on has to be told that it does.
      for (const call of waiting) this.#held.delete(call);
      open();
    };
    return { reached, release };
  }

  /** Returns when no barrier of that side holds the call (any more). */
  async pass(call: Call, at: 'before' | 'after', onHeld: () => void): Promise<void> {
    // Barriers that are put up while the call waits are for later calls; those taken down meanwhile hold nothing.
    const present = Array.from(this.#holds);
    for (const hold of present) {
      if (!this.#holds.has(hold) || hold.at !== at || hold.left <= 0 || !hold.match(call)) continue;
      hold.left -= 1;
      this.#held.add(call);
      hold.waiting.add(call);
      hold.arrive(call);
      onHeld();
      await hold.released;
    }
  }

  inject(rule: FaultRule): void {
    this.#rules.push({ rule, seen: 0, struck: 0 });
  }

  randomFaults({ seed = this.#seed, probability, kinds, match = () => true }: RandomFaults): void {
    const random = createRandom(seed);
    this.#chances.push((call) => {
      if (!match(call)) return undefined;
      // Both are drawn for every call, so that the sequence depends on the seed and the calls alone.
      const [strikes, choice] = [random.next() < probability, random.next()];
      return strikes ? kinds[Math.floor(choice * kinds.length)] : undefined;
    });
  }

  /** The fault that strikes this call: the first rule that applies, else chance. */
  draw(call: Call): Fault | undefined {
    let fault: Fault | undefined;
    for (const entry of this.#rules) {
      if (!entry.rule.match(call)) continue;
      entry.seen += 1;
      if (fault || entry.seen <= (entry.rule.skip ?? 0)) continue;
      if (entry.struck >= (entry.rule.times ?? Number.POSITIVE_INFINITY)) continue;
      entry.struck += 1;
      fault = entry.rule.fault;
    }
    for (const chance of this.#chances) {
      const drawn = chance(call);
      fault ??= drawn;
    }
    if (fault?.kind === 'timeout' || fault?.kind === 'reset') this.#unanswered.add(call);
    if (fault?.kind === 'timeout') fault.struck?.(call);
    return fault;
  }
}

interface HoldOptions {
  at?: 'before' | 'after';
  times?: number;
}
