import { describe, expect, test } from 'vitest';
import type { LedgerCommand } from '../../../../src/core/ledger/ledger-command.ts';
import { claimSubjects, resumeClaim } from '../../../../src/core/ledger/protocol/claim-subjects.ts';
import { claim, ITEM, LedgerWorld, minute } from './ledger-world.ts';
import { PlayedWorld } from './play.ts';

const { kind: _kind, dead: _dead, ...first } = claim();
const next = { ...first, id: 'claim-2', run: { id: 21, attempt: 1 } };
const ofProject = { agent: 'backlog-manager', subjects: ['project'], item: null } as const;
const why = { reason: 'github-unavailable', message: '502' } as const;

function world(...commands: readonly LedgerCommand[]): PlayedWorld {
  const ledger = new LedgerWorld();
  ledger.giveAll(commands);
  return new PlayedWorld(ledger.state, 10);
}

const dies = (played: PlayedWorld) =>
  played.lives.set(first.run.id, { kind: 'over', since: minute(9), end: 'completed' });

const kindsOf = ({ asked }: PlayedWorld) => asked.map(({ kind }) => kind);

describe('a claim that is granted', () => {
  test('is wanted by nobody, and asks GitHub nothing where nobody held its subjects', () => {
    const played = world();
    expect(played.play(claimSubjects(first))).toMatchObject({
      kind: 'held',
      claim: { id: 'claim-1', epoch: 2 },
    });
    expect(played.state.claims[`item ${ITEM}`]).toMatchObject({ wanted: false });
    expect(kindsOf(played)).toEqual(['read-ledger', 'append']);
  });

  test('was granted before, and is held all the same', () => {
    const played = world(claim());
    const { seq } = played.state;
    const end = played.play(claimSubjects(first));
    expect(end).toMatchObject({
      kind: 'held',
      claim: { id: 'claim-1', subjects: first.subjects },
      state: { seq },
    });
  });

  test('in the place of a dead run fences off an item of which the ledger knows nothing else', () => {
    const played = world(claim());
    dies(played);
    expect(played.play(claimSubjects(next))).toMatchObject({ kind: 'held', claim: { id: 'claim-2' } });
    expect(played.did).toEqual([`fence ${ITEM}`]);
  });

  test('in the place of a dead run has nothing to fence off for a project', () => {
    const played = world(claim(ofProject));
    dies(played);
    expect(played.play(claimSubjects({ ...next, ...ofProject }))).toMatchObject({ kind: 'held' });
    expect(played.did).toEqual([]);
  });

  test('and could not be fenced says so, and that it was granted', () => {
    const played = world(claim());
    dies(played);
    played.instead.set('fence', { kind: 'denied', ...why });
    expect(played.play(claimSubjects(next))).toEqual({ kind: 'failed', ...why, isGranted: true });
    expect(played.state.claims[`item ${ITEM}`]?.id).toBe('claim-2');
  });
});

describe('a claim that is refused', () => {
  test('names who holds it, and leaves word that it was there', () => {
    const played = world(claim());
    const holder = played.state.claims[`item ${ITEM}`];
    expect(played.play(claimSubjects(next))).toStrictEqual({ kind: 'refused', reason: 'claimed', holder });
    expect(played.state.claims[`item ${ITEM}`]).toMatchObject({ id: 'claim-1', wanted: true });
  });

  test('because of a holder of which GitHub says nothing is refused as if that one lived', () => {
    const played = world(claim());
    played.instead.set('ask-runs', []);
    expect(played.play(claimSubjects(next))).toMatchObject({ kind: 'refused', reason: 'claimed' });
  });

  test('for another reason names nobody, and wants nothing of a dead holder', () => {
    const played = world(claim());
    dies(played);
    const before = played.state;
    const closed = { ...next, dispatch: { kind: 'key', key: `implementation:${ITEM}:99` } } as const;
    expect(played.play(claimSubjects(closed))).toStrictEqual({ kind: 'refused', reason: 'dispatch-closed' });
    expect(played.state).toBe(before);
  });
});

test.each([
  ['asked for', () => claimSubjects(first)],
  ['looked for', () => resumeClaim('post', 'claim-1')],
])('a claim that is %s fails with the reason why the ledger cannot be read', (_, protocol) => {
  const played = world();
  played.instead.set('read-ledger', { kind: 'unreadable', ...why });
  expect(played.play<unknown>(protocol())).toEqual({ kind: 'failed', ...why });
});
