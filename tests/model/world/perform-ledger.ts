import type { ItemKey } from '../../../src/core/ledger/claim-subject.ts';
import type { LedgerCommit } from '../../../src/core/ledger/protocol/decide-append.ts';
import { MAX_ATTEMPTS } from '../../../src/core/ledger/protocol/transact.ts';
import type { Version } from '../../../src/core/ledger/version.ts';
import { changeOf, versionOf } from './cell.ts';
import { timeOf } from './clock.ts';
import type { Outcome } from './outcome.ts';
import { replaceProcess } from './processes.ts';
import type { Cell, Change, Commit, Doubt, LateRequest, Process, World } from './world.ts';

export function readLedger(before: World, { name }: Process): readonly Outcome[] {
  const world = replaceProcess(before, name, () => ({ aware: knownToBeStopped(before) }));
  const readingOf = ({ head, state }: Commit): Pick<Outcome, 'world' | 'answer'> => ({
    world: replaceProcess(world, name, ({ inDoubt }) => ({ inDoubt: doubtAfter(inDoubt, head) })),
    answer: { kind: 'ledger', head: String(head), state, readAt: timeOf(world.now) },
  });
  const outcomes: Outcome[] = [{ name: 'read', ...readingOf(world.ledger) }];
  if (world.formerLedger) {
    outcomes.push({ name: 'stale', fault: 'stale', ...readingOf(world.formerLedger) });
  }
  const failed = replaceProcess(world, name, () => ({ inDoubt: null }));
  outcomes.push({ name: 'unreadable', fault: 'unreadable', world: failed, answer: UNREADABLE });
  return outcomes;
}

/** A newer head settles it. */
function doubtAfter(doubt: Doubt | null, head: number): Doubt | null {
  if (!doubt || head > doubt.head || doubt.readings === 0) return null;
  return { ...doubt, readings: doubt.readings - 1 };
}

/** A run can be asked for if the ledger names it. */
function knownToBeStopped({ stopped, ledger }: World): readonly ItemKey[] {
  const { claims, dispatches } = ledger.state;
  const named = [
    ...Object.values(claims).map(({ run }) => run.id),
    ...Object.values(dispatches).map(({ sent }) => sent),
  ];
  return stopped.flatMap(({ item, run }) => (named.includes(run) ? [item] : []));
}

export const UNREADABLE = { kind: 'unreadable', reason: 'github-unavailable', message: '502' } as const;
export const AMBIGUOUS = { kind: 'ambiguous', reason: 'github-unavailable', message: 'no answer' } as const;
export const DENIED = { kind: 'denied', reason: 'permission-missing', message: '403' } as const;

/** `createCommitOnBranch` with `expectedHeadOid`. */
export function commit(
  world: World,
  process: Process,
  { head, entry, state }: LedgerCommit,
): readonly Outcome[] {
  const late: LateRequest = { kind: 'commit', head, entry, state, by: process };
  // Entries are named after the attempt.
  const readings = MAX_ATTEMPTS - Number(entry.id.split('.').at(-1));
  const inDoubt = { head: Number(head), readings };
  const doubting = (now: World): World => replaceProcess(now, process.name, () => ({ inDoubt }));
  const settled = (now: World): World => replaceProcess(now, process.name, () => ({ inDoubt: null }));
  const unanswered = doubting(world);
  const undone: Outcome[] = [
    { name: 'lost before', fault: 'lost-answer', world: unanswered, answer: AMBIGUOUS },
    {
      name: 'late',
      fault: 'late',
      world: { ...unanswered, late: [...world.late, late] },
      answer: AMBIGUOUS,
    },
    { name: 'denied', fault: 'denied', world: settled(world), answer: DENIED },
  ];
  if (head !== String(world.ledger.head)) {
    return [{ name: 'conflict', world, answer: { kind: 'conflict' } }, ...undone.slice(0, 1)];
  }
  const landed = landEntry(world, late);
  const happened = { kind: 'appended', by: process, entry } as const;
  return [
    {
      name: 'appended',
      world: settled(landed),
      answer: { kind: 'committed' },
      happened,
    },
    { name: 'lost after', fault: 'lost-answer', world: doubting(landed), answer: AMBIGUOUS, happened },
    ...undone,
  ];
}

/** The entry stands in the ledger; what the invariants have to remember of it is noted. */
export function landEntry(
  world: World,
  { entry, state, by }: Extract<LateRequest, { kind: 'commit' }>,
): World {
  const ledger = { head: world.ledger.head + 1, state };
  return entry.events.reduce<World>(
    (now, event) => {
      switch (event.type) {
        case 'move-decided': {
          const cell = now.cells[event.item];
          const number = changeRead(cell, event.move.read, by.knows[event.item] ?? -1);
          const cells =
            cell && number >= 0
              ? { ...now.cells, [event.item]: departed(cell, number, { move: event.move.id, for: by.name }) }
              : now.cells;
          return decidedOn({ ...now, cells }, by.name, event.item, number);
        }
        case 'move-adopted': {
          const cell = now.cells[event.item];
          if (!cell) return now;
          const number = cell.history.findIndex(({ departures }) => departures.includes(event.from));
          const cells = { ...now.cells, [event.item]: renamed(cell, event.from, event.move.id) };
          return decidedOn({ ...now, cells }, by.name, event.item, number);
        }
        case 'move-abandoned': {
          const cell = now.cells[event.item];
          return cell ? { ...now, cells: { ...now.cells, [event.item]: stayed(cell, event.move) } } : now;
        }
        case 'claimed': {
          const { key } = event.accepts;
          const runs = now.accepted[key] ?? [];
          const { id } = event.claim.run;
          const accepted = runs.includes(id) ? runs : [...runs, id];
          return { ...now, accepted: { ...now.accepted, [key]: accepted } };
        }
        case 'released': {
          const holder = now.processes.find(({ holds }) => holds?.claim === event.claim);
          // What was released for a run that was thought dead is still held by its own belief.
          return holder && holder.name === by.name
            ? replaceProcess(now, holder.name, () => ({ holds: null, works: null }))
            : now;
        }
        default:
          return now;
      }
    },
    { ...world, ledger, formerLedger: world.ledger },
  );
}

/** What a move was decided on; a process may look at an item for more than one of its decisions. */
function changeRead(cell: Cell | undefined, read: Version, last: number): number {
  const isRead = (change: Change, number: number): boolean => {
    const { stage, at } = versionOf(change);
    return number <= last && stage === read.stage && at === read.at;
  };
  return cell?.history.findLastIndex(isRead) ?? last;
}

function decidedOn(world: World, name: string, item: string, number: number): World {
  return replaceProcess(world, name, (process) => ({ decidedOn: { ...process.decidedOn, [item]: number } }));
}

/** A move departs from what the board showed with this change; its writer may have been noted for it already. */
export function departed(
  cell: Cell,
  number: number,
  { move, for: writer }: { readonly move: string; readonly for: string },
): Cell {
  const { departures } = changeOf(cell, number);
  const others = departures.filter((one) => one !== move && one !== writer);
  return withDepartures(cell, number, [...others, move]);
}

function stayed(cell: Cell, move: string): Cell {
  return cell.history.reduce(
    (now, { departures }, number) =>
      departures.includes(move)
        ? withDepartures(
            now,
            number,
            departures.filter((one) => one !== move),
          )
        : now,
    cell,
  );
}

function renamed(cell: Cell, from: string, to: string): Cell {
  return cell.history.reduce(
    (now, { departures }, number) =>
      departures.includes(from)
        ? withDepartures(
            now,
            number,
            departures.map((one) => (one === from ? to : one)),
          )
        : now,
    cell,
  );
}

function withDepartures(cell: Cell, number: number, departures: readonly string[]): Cell {
  const history = cell.history.map((change, index) =>
    index === number ? { ...change, departures } : change,
  );
  return { ...cell, history };
}
