import { NO_BUDGET, type RunBudget } from '../../core/ledger/budget.ts';
import type { RunCost } from '../../core/ledger/cost.ts';
import { decideAll } from '../../core/ledger/decide/decide-all.ts';
import type { LedgerCommand, Sighting } from '../../core/ledger/ledger-command.ts';
import { emptyLedger, type LedgerState } from '../../core/ledger/ledger-state.ts';
import type { Stage } from '../../core/stages.ts';

const IMPLEMENTATION = { agent: 'implementation', cause: 'entered-todo' };
const SECOND_MS = 1_000;
const BUDGET: RunBudget = {
  reserve: { nanoDollars: 5e9, unpricedTokens: 5_000_000 },
  caps: { item: { nanoDollars: 20e9 }, day: { nanoDollars: 1000e9 } },
};
const COST: RunCost = {
  nanoDollars: 1_234_567_890,
  unpricedTokens: 0,
  tokens: 1_234_567,
  seconds: 754,
  isFull: false,
};

/** An entry as it would be committed. */
export interface LifeEntry {
  readonly message: string;
  readonly state: LedgerState;
}

/**
 * The entries of items that go through the whole pipeline one after the other, with others of them in flight, and nothing
 * going wrong: a merge asks for the backlog-manager, which moves the next item to todo; its implementation takes it to in
 * review; a person merges it.
 *
 * @param items how many are finished.
 * @param inFlight how many are under way at the same time.
 */
export function* livesOf({ items, inFlight }: { items: number; inFlight: number }): Generator<LifeEntry> {
  let now = Date.parse('2026-11-23T09:00:00Z');
  const time = (): string => new Date(now).toISOString().replace('.000', '');
  let state = emptyLedger({ project: 'web', home: 'R_kgDOABCDEF', id: 'first', at: time() });
  const sightingOf = (stage: Stage): Sighting => {
    const at = time();
    return { version: { stage, at }, open: true, ambiguous: false, readAt: at };
  };
  let count = 0;
  function* append(...commands: readonly LedgerCommand[]): Generator<LifeEntry> {
    count += 1;
    now += 20 * SECOND_MS;
    const id = `0b5f3c1e-7a44-4c55-9d3f-${String(count).padStart(12, '0')}.1`;
    const { append: made, verdicts } = decideAll(state, commands, { id, at: time() });
    const refused = verdicts.find(({ kind }) => kind !== 'accepted');
    if (!made || refused) throw new Error(`a life was refused: ${JSON.stringify(refused)}`);
    state = made.state;
    yield { message: JSON.stringify(made.entry), state };
  }
  for (let number = 1; number <= items + inFlight; number += 1) {
    const item = `acme/web#${number}`;
    const manager = { id: number * 2, attempt: 1 };
    const worker = { id: number * 2 + 1, attempt: 1 };
    const request = {
      kind: 'request',
      agent: 'backlog-manager',
      item: null,
      cause: 'entered-merged',
    } as const;
    yield* append(request);
    const held = {
      agent: 'backlog-manager',
      run: manager,
      subjects: ['project'],
      item: null,
      dead: [],
      budget: NO_BUDGET,
    };
    const asked = { kind: 'key', key: `backlog-manager:project:${state.seq}` } as const;
    yield* append({ kind: 'claim', id: `manager-${number}`, ...held, dispatch: asked });
    const move = { kind: 'move', item, run: manager, claim: `manager-${number}` } as const;
    const chosen = { ...move, id: `select-${number}`, expected: ['backlog'], to: 'todo' } as const;
    yield* append({ ...chosen, sighting: sightingOf('backlog'), starts: IMPLEMENTATION });
    const { seq } = state;
    now += SECOND_MS;
    const arrived = { kind: 'observe', item, sighting: sightingOf('todo') } as const;
    yield* append(arrived, { kind: 'release', claim: `manager-${number}` });
    yield* append({
      kind: 'claim',
      id: `worker-${number}`,
      agent: 'implementation',
      run: worker,
      subjects: [`item ${item}`],
      item,
      dead: [],
      dispatch: { kind: 'key', key: `implementation:${item}:${seq}` },
      budget: BUDGET,
    });
    const work = { kind: 'move', item, run: worker, claim: `worker-${number}` } as const;
    const taken = { ...work, id: `take-${number}`, expected: ['todo'], to: 'in-progress' } as const;
    yield* append({ ...taken, sighting: arrived.sighting });
    now += SECOND_MS;
    const started = sightingOf('in-progress');
    const handedOn = { ...work, id: `hand-${number}`, expected: ['in-progress'], to: 'in-review' } as const;
    yield* append({ ...handedOn, sighting: started });
    now += SECOND_MS;
    const reviewed = { kind: 'observe', item, sighting: sightingOf('in-review') } as const;
    yield* append(reviewed, { kind: 'release', claim: `worker-${number}`, cost: COST });

    const merged = `acme/web#${number - inFlight}`;
    if (number <= inFlight) continue;
    const { seen } = state.items[merged] ?? { seen: reviewed.sighting.version };
    const sighting = { version: seen, open: false, ambiguous: false, readAt: time() };
    const last = {
      kind: 'move',
      id: `merge-${number}`,
      item: merged,
      run: null,
      expected: ['in-review'],
    } as const;
    yield* append({ ...last, to: 'merged', sighting }, { kind: 'close', item: merged });
    now += SECOND_MS;
    yield* append({ kind: 'observe', item: merged, sighting: sightingOf('merged') });
  }
}
