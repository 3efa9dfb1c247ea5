/** What a process asks for that others ask for or change as well. */
export type Step = 'read ledger' | 'read item' | 'append' | 'write board';

export interface Turn {
  readonly by: 'A' | 'B';
  readonly step: Step;
}

/** One order in which two processes can ask, from the first call to the last. */
export interface Race {
  /** Whose turn it is, as `AABBBA`. */
  readonly order: string;
  readonly turns: readonly Turn[];
  /** How whoever did not come first ends. */
  readonly loses: string;
}

/** What the two have in common. Knows no rule of the ledger, only what it takes for a call to have an effect. */
interface Ground {
  /** Counts the appends. */
  head: number;
  /** The item's move is decided, or the subjects are claimed. */
  isTaken: boolean;
  isWritten: boolean;
}

/** A process, told by its calls: each is made when the generator goes on. Returns how it loses; nothing, if it does not. */
export type Racer = (ground: Ground) => Generator<Step, string | undefined, void>;

/** Moves an item of which another process may decide too. `tells`: what it has done, and started, with an entry of its own. */
export function mover({ tells }: { readonly tells: boolean }): Racer {
  return function* (ground) {
    for (;;) {
      yield 'read ledger';
      const { head, isTaken } = ground;
      yield 'read item';
      if (ground.isWritten) return 'already-there';
      if (isTaken) return 'state-changed';
      yield 'append';
      if (ground.head === head) break;
    }
    ground.head += 1;
    ground.isTaken = true;
    yield 'write board';
    ground.isWritten = true;
    if (!tells) return undefined;
    yield 'read ledger';
    yield 'append';
    ground.head += 1;
    return undefined;
  };
}

/** Claims what another process claims too, and leaves word if it is refused. What the holder does next is left out. */
export function* claimer(ground: Ground): ReturnType<Racer> {
  for (;;) {
    yield 'read ledger';
    const { head, isTaken } = ground;
    yield 'append';
    if (ground.head !== head) continue;
    ground.head += 1;
    if (isTaken) return 'claimed';
    ground.isTaken = true;
    return undefined;
  }
}

/** Every order of two processes that do the same; of those that begin so, where it does not matter which is which. */
export function everyRace(racer: Racer, first = ''): readonly Race[] {
  const { race, unfinished } = play(racer, first);
  return unfinished.length === 0 ? [race] : unfinished.flatMap((name) => everyRace(racer, first + name));
}

/**
 * The same, put together that differ only in which of two calls comes first that have nothing to do with each other: of
 * which neither changes what the other reads. To the two processes they are one and the same.
 */
export function alikeRaces(racer: Racer, first = ''): readonly (readonly [Race, ...Race[]])[] {
  const known = new Map<string, [Race, ...Race[]]>();
  for (const race of everyRace(racer, first)) {
    const key = keyOf(racer, race);
    const alike = known.get(key);
    if (alike) alike.push(race);
    else known.set(key, [race]);
  }
  return [...known.values()];
}

interface Played {
  readonly race: Race;
  readonly unfinished: readonly ('A' | 'B')[];
  /** For each turn, whether it changed something. */
  readonly changes: readonly boolean[];
}

function play(racer: Racer, order: string): Played {
  const ground: Ground = { head: 0, isTaken: false, isWritten: false };
  const racers = { A: racer(ground), B: racer(ground) };
  const next = { A: racers.A.next(), B: racers.B.next() };
  const turns: Turn[] = [];
  const changes: boolean[] = [];
  for (const by of order.split('') as ('A' | 'B')[]) {
    const { done, value: step } = next[by];
    if (done) throw new Error(`${by} has ended before ${order} has`);
    const before = { ...ground };
    next[by] = racers[by].next();
    turns.push({ by, step });
    changes.push(ground.head !== before.head || ground.isWritten !== before.isWritten);
  }
  const ends = [next.A, next.B].flatMap(({ done, value }) => (done && value ? [value] : []));
  return {
    race: { order, turns, loses: ends.join() },
    unfinished: (['A', 'B'] as const).filter((name) => !next[name].done),
    changes,
  };
}

function keyOf(racer: Racer, { order }: Race): string {
  const { race, changes } = play(racer, order);
  const made = race.turns.map((turn, index) => ({ ...turn, index, changes: changes[index] ?? false }));
  const ofA = made.filter(({ by }) => by === 'A');
  const ofB = made.filter(({ by }) => by === 'B');
  const firsts = ofA.flatMap((a) => ofB.map((b) => isConflict(a, b) && a.index < b.index));
  return [...ofA, ...ofB]
    .map(({ by, step }) => `${by} ${step}`)
    .concat(firsts.join())
    .join();
}

interface Made extends Turn {
  readonly changes: boolean;
}

function isConflict(one: Made, other: Made): boolean {
  return (one.changes || other.changes) && touched(one) === touched(other);
}

function touched({ step }: Turn): 'ledger' | 'board' {
  return step === 'read ledger' || step === 'append' ? 'ledger' : 'board';
}
