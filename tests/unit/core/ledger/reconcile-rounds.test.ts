import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../../src/core/ledger/circumstances.ts';
import type { LedgerCommand } from '../../../../src/core/ledger/ledger-command.ts';
import { reconcile } from '../../../../src/core/ledger/protocol/reconcile.ts';
import { claim, IMPLEMENTATION, ITEM, LedgerWorld, minute, move, OTHER, seen } from './ledger-world.ts';
import { PlayedWorld } from './play.ts';

const policy: Policy = {
  maxInFlight: 1,
  maxAttempts: 2,
  hasReview: true,
  startsAt: () => undefined,
  filler: undefined,
};
const why = { reason: 'github-unavailable', message: '502' } as const;

const run = (played: PlayedWorld) => played.play(reconcile({ id: 'reconciler', run: null, policy }));

function world(...commands: readonly LedgerCommand[]): PlayedWorld {
  const ledger = new LedgerWorld();
  for (const command of commands) ledger.give(command);
  return new PlayedWorld(ledger.state, 10);
}

/** Run 7 has decided a move to todo and did not live to write it. */
function withDeadMove(): PlayedWorld {
  const played = world(move());
  played.put(ITEM, 'backlog', 1);
  played.lives.set(7, { kind: 'over', since: minute(3), end: 'completed' });
  return played;
}

const count = ({ asked }: PlayedWorld, kind: string) => asked.filter((effect) => effect.kind === kind).length;

describe('a pass', () => {
  test('over a project in which nothing happens is one round, and asks about no run', () => {
    const played = world();
    expect(run(played)).toStrictEqual({ kind: 'reconciled', findings: [], written: [], sent: [] });
    expect(played.asked.map(({ kind }) => kind)).toEqual(['read-ledger', 'read-items', 'append']);
  });

  test('ends after three rounds, though each finds more, and names its entries after them', () => {
    const played = world(move());
    let moves = 0;
    played.before = ({ kind }) => {
      if (kind !== 'read-items') return;
      moves += 1;
      played.put(ITEM, moves % 2 === 0 ? 'backlog' : 'planning');
    };
    const end = run(played);
    expect(end).toMatchObject({ written: [], sent: [] });
    expect(end.kind === 'reconciled' && end.findings.map(({ verdict }) => verdict.kind)).toEqual([
      'accepted',
      'accepted',
      'accepted',
    ]);
    expect(played.state.recent.slice(-3)).toEqual(['reconciler.1.1', 'reconciler.2.1', 'reconciler.3.1']);
  });

  test.each([1, 2])('fails if its reading no. %i of the board does', (failing) => {
    const played = world(move());
    played.put(ITEM, 'backlog', 1);
    played.put(OTHER, 'todo', 1);
    played.before = ({ kind }) => {
      if (kind === 'read-items' && count(played, kind) === failing)
        played.instead.set(kind, { kind: 'unreadable', ...why });
    };
    expect(run(played)).toEqual({ kind: 'failed', ...why });
  });

  test('fails if the ledger cannot be read', () => {
    const played = world();
    played.instead.set('read-ledger', { kind: 'unreadable', ...why });
    expect(run(played)).toEqual({ kind: 'failed', ...why });
  });

  test('tells what it did before it failed', () => {
    const played = withDeadMove();
    played.before = ({ kind }) => {
      if (kind === 'read-ledger' && count(played, kind) === 2)
        played.instead.set(kind, { kind: 'unreadable', ...why });
    };
    expect(run(played)).toMatchObject({
      kind: 'reconciled',
      findings: [{ command: { kind: 'observe' } }, { command: { kind: 'adopt' } }],
      written: [{ item: ITEM, end: { kind: 'written', version: { stage: 'todo' } } }],
      sent: [],
    });
  });
});

describe('a move that is taken over', () => {
  test('is written though the answer to its entry was lost', () => {
    const played = withDeadMove();
    played.lost.set('append', 'after');
    expect(run(played)).toMatchObject({ written: [{ item: ITEM, end: { kind: 'written' } }] });
    expect(played.did).toEqual([`write ${ITEM} to todo`]);
  });

  test('yields to the person who moved the item before its entry was found', () => {
    const played = withDeadMove();
    played.lost.set('append', 'after');
    played.before = ({ kind }) => {
      if (kind === 'wait') played.put(ITEM, 'planning');
    };
    expect(run(played)).toMatchObject({ written: [{ item: ITEM, end: { kind: 'yielded' } }] });
    expect(played.did).toEqual([]);
  });

  test('is given up in an entry of the item’s name if GitHub refuses it', () => {
    const played = withDeadMove();
    played.instead.set('write-item', { kind: 'denied', ...why });
    expect(run(played)).toMatchObject({ written: [{ item: ITEM, end: { kind: 'failed', ...why } }] });
    expect(played.state.recent).toContain(`reconciler.1.${ITEM}.1`);
  });
});

test('what the board lists in flight and the ledger does not know is read as well, and no more', () => {
  const third = 'acme/web#540';
  const played = world(move(), move({ id: 'move-2', item: third }));
  played.put(third, 'todo', 9);
  played.put(OTHER, 'in-progress', 9);
  const end = run(played);
  const readings = played.asked.filter(({ kind }) => kind === 'read-items');
  expect(readings.slice(0, 2)).toEqual([
    { kind: 'read-items', items: [ITEM, third], inFlight: true },
    { kind: 'read-items', items: [OTHER], inFlight: false },
  ]);
  // The first was deleted.
  const observed = end.kind === 'reconciled' ? end.findings.slice(0, 2).map(({ command }) => command) : [];
  expect(observed).toMatchObject([
    { kind: 'observe', item: third, sighting: { version: { stage: 'todo' } } },
    { kind: 'observe', item: OTHER, sighting: { version: { stage: 'in-progress' } } },
  ]);
});

test('every run that something waits for is asked about once, and no other', () => {
  const again = { id: 20, attempt: 2 };
  const key = `implementation:${ITEM}:2`;
  const manager = { kind: 'request', agent: 'backlog-manager', item: null, cause: 'capacity' } as const;
  const played = world(
    { kind: 'observe', item: ITEM, sighting: seen('todo', 1), starts: IMPLEMENTATION },
    // GitHub started its first attempt, and the second is at work: of the first nothing is known any more.
    claim({ run: again, dispatch: { kind: 'key', key } }),
    move({
      item: ITEM,
      expected: ['todo'],
      to: 'in-progress',
      claim: 'claim-1',
      sighting: seen('todo', 1),
      run: again,
    }),
    move({ id: 'move-2', item: OTHER }),
    manager,
    // Neither moved by anybody nor sent as yet.
    { kind: 'observe', item: 'acme/web#540', sighting: seen('todo', 1), starts: IMPLEMENTATION },
    { kind: 'sent', key: 'backlog-manager:project:6', run: 33 },
  );
  run(played);
  expect(played.asked.find(({ kind }) => kind === 'ask-runs')).toEqual({
    kind: 'ask-runs',
    runs: [again, { id: 7, attempt: 1 }, { id: 33, attempt: 1 }],
  });
});
