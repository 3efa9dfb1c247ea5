import { setImmediate } from 'node:timers/promises';

interface Request {
  readonly name: string;
  readonly outcomes: () => readonly string[];
  readonly answer: (outcome: string) => void;
}

/** Where everything that takes time waits to be let through. */
export class Gate {
  /** What was let through, and how it came out. */
  readonly passed: string[] = [];
  #waiting: readonly Request[] = [];

  /** @param outcomes asked when it is let through. */
  pass(name: string, outcomes: () => readonly string[] = () => ['done']): Promise<string> {
    return new Promise((answer) => {
      this.#waiting = [...this.#waiting, { name, outcomes, answer }];
    });
  }

  get choices(): readonly (readonly [Request, string])[] {
    return this.#waiting.flatMap((request) =>
      request.outcomes().map((outcome): readonly [Request, string] => [request, outcome]),
    );
  }

  open([request, outcome]: readonly [Request, string]): void {
    this.#waiting = this.#waiting.filter((one) => one !== request);
    this.passed.push(`${request.name}: ${outcome}`);
    request.answer(outcome);
  }
}

/**
 * Plays a scene once for each order in which what takes time may be answered, and for each answer. Throws where nobody can
 * go on, and names the order in which something went wrong.
 *
 * @returns in how many ways it was played.
 */
export async function inEveryOrder(scene: (gate: Gate) => Promise<void>): Promise<number> {
  let order: { readonly choice: number; readonly of: number }[] = [];
  for (let ways = 1; ; ways += 1) {
    const gate = new Gate();
    order = await playOnce(scene, gate, order).catch((error: unknown) => {
      throw new Error(`In this order:\n${gate.passed.join('\n')}`, { cause: error });
    });
    while (order.length > 0 && isLast(order.at(-1))) order.pop();
    const last = order.pop();
    if (!last) return ways;
    order.push({ ...last, choice: last.choice + 1 });
  }
}

type Order = { readonly choice: number; readonly of: number }[];

async function playOnce(scene: (gate: Gate) => Promise<void>, gate: Gate, begin: Order): Promise<Order> {
  const order: Order = [];
  let isOver = false;
  const end = scene(gate).finally(() => {
    isOver = true;
  });
  // Looked at below; until then it is nobody's.
  end.catch(() => {});
  for (;;) {
    await setImmediate();
    if (isOver) break;
    const { choices } = gate;
    const choice = begin[order.length]?.choice ?? 0;
    const chosen = choices[choice];
    if (!chosen) throw new Error('Nobody goes on');
    order.push({ choice, of: choices.length });
    gate.open(chosen);
  }
  await end;
  return order;
}

function isLast(place: Order[number] | undefined): boolean {
  return place !== undefined && place.choice + 1 >= place.of;
}
