import { NO_BUDGET } from '../../../src/core/ledger/budget.ts';
import type { ItemKey } from '../../../src/core/ledger/claim-subject.ts';
import { decideAll } from '../../../src/core/ledger/decide/decide-all.ts';
import type { LedgerCommand } from '../../../src/core/ledger/ledger-command.ts';
import { emptyLedger, type LedgerState } from '../../../src/core/ledger/ledger-state.ts';
import type { Stage } from '../../../src/core/stages.ts';
import { faithful } from '../actors/cast.ts';
import type { Spec } from '../actors/spec.ts';
import { invariants } from '../invariants/all.ts';
import type { Scripts } from '../script.ts';
import type { Story } from '../story.ts';
import { cellIn, newest, sightingOf, stageOf } from '../world/cell.ts';
import { timeOf } from '../world/clock.ts';
import { departed } from '../world/perform-ledger.ts';
import { processOf } from '../world/processes.ts';
import type { Cell, PersonAct, Rules, Run, World } from '../world/world.ts';

/** What a story says of itself; the rest is as in the plainest one. */
export interface Setting extends Partial<Omit<Story, 'rules' | 'begin' | 'title'>> {
  readonly rules?: Partial<Rules>;
  readonly items: Readonly<Record<ItemKey, Stage>>;
  /** Runs and processes that are there from the beginning. */
  readonly actors: readonly Spec[];
  /** Told to the ledger before. */
  readonly before?: readonly LedgerCommand[];
  readonly runs?: readonly Run[];
  readonly person?: readonly PersonAct[];
  readonly faults?: number;
}

export function story(title: string, setting: Setting): Story {
  const rules: Rules = {
    maxInFlight: 1,
    budget: NO_BUDGET,
    actors: 2,
    secondsPerChange: 1,
    jumps: [],
    groups: 'pend',
    starts: [],
    webhooks: [],
    faults: [],
    ...setting.rules,
  };
  return {
    title,
    rules,
    cast: setting.cast ?? faithful(rules.maxInFlight, rules.budget),
    invariants: setting.invariants ?? invariants,
    wakesItself: setting.wakesItself ?? false,
    passes: setting.passes ?? 1,
    begin: (scripts) => beginningOf(setting, scripts),
  };
}

function beginningOf(setting: Setting, scripts: Scripts): World {
  const { items, actors, before = [], runs = [], person = [], faults = 0 } = setting;
  const all = [...actors.flatMap(runOf), ...runs].toSorted((one, other) => one.id - other.id);
  return {
    now: 0,
    jumps: 0,
    cells: Object.fromEntries(
      Object.entries(items).map(([item, stage]) => [item, withDepartures(cellIn(stage), item, before)]),
    ),
    ledger: { head: 1, state: ledgerAfter(before) },
    formerLedger: null,
    runs: Object.fromEntries(all.map((run) => [run.id, run])),
    branches: {},
    pullRequests: [],
    processes: actors.map((spec) => processOf(spec, scripts)),
    webhooks: [],
    late: [],
    faults,
    person,
    stopped: [],
    ended: null,
    accepted: {},
    bills: {},
  };
}

/** Moves that were decided before the story began, and are not on the board, have departed. */
function withDepartures(cell: Cell, item: ItemKey, before: readonly LedgerCommand[]): Cell {
  const moves = before.flatMap((command) =>
    command.kind === 'move' && command.item === item && command.to !== stageOf(cell) ? [command.id] : [],
  );
  return moves.reduce((now, move) => departed(now, newest(now), { move, for: move }), cell);
}

export function ledgerAfter(commands: readonly LedgerCommand[]): LedgerState {
  return commands.reduce(
    (state, command, index) => {
      const decided = decideAll(state, [command], { id: `before ${index}`, at: timeOf(-1800) });
      if (!decided.append) throw new Error(`Refused: ${JSON.stringify(command)}`);
      return decided.append.state;
    },
    emptyLedger({ project: 'web', home: 'R_1', id: 'first', at: timeOf(-3601) }),
  );
}

/** A run that is under way in no concurrency group of ours: started by hand, by another workflow, in another repository. */
function runOf(spec: Spec): readonly Run[] {
  if (!('run' in spec)) return [];
  return [
    {
      ...spec.run,
      agent: spec.role,
      item: 'item' in spec ? spec.item : null,
      key: 'key' in spec ? spec.key : null,
      group: null,
      phase: 'running',
      end: null,
      since: 0,
    },
  ];
}

/** The ledger knows that the item was put into todo, and a run of it is asked for: `implementation:<item>:2`. */
export function putIntoTodo(item: ItemKey): LedgerCommand {
  return {
    kind: 'observe',
    item,
    sighting: sightingOf(cellIn('todo'), 0, -1800),
    starts: { agent: 'implementation', cause: 'entered-todo' },
  };
}

/** A run of the backlog-manager is asked for. */
export const ASKED: LedgerCommand = {
  kind: 'request',
  agent: 'backlog-manager',
  item: null,
  cause: 'capacity',
};
