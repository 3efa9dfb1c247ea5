import { describe, expect, test } from 'vitest';
import type { LedgerCommand } from '../../../../src/core/ledger/ledger-command.ts';
import { type Sent, sendDispatches, tellSent } from '../../../../src/core/ledger/protocol/send-dispatches.ts';
import { claim, IMPLEMENTATION, ITEM, LedgerWorld, move, OTHER } from './ledger-world.ts';
import { PlayedWorld } from './play.ts';

const KEY = `implementation:${ITEM}:2`;
const TAKEN = `implementation:${OTHER}:3`;
const BROKEN: LedgerCommand = { kind: 'break', why: 'no such workflow' };

/** A dispatch that waits and one that a run has accepted. */
function world(...commands: readonly LedgerCommand[]): PlayedWorld {
  const ledger = new LedgerWorld();
  const asked: readonly LedgerCommand[] = [
    move({ starts: IMPLEMENTATION }),
    move({ id: 'move-2', item: OTHER, starts: IMPLEMENTATION }),
    claim({ item: OTHER, subjects: [`item ${OTHER}`], dispatch: { kind: 'key', key: TAKEN } }),
  ];
  for (const command of [...asked, ...commands]) ledger.give(command);
  return new PlayedWorld(ledger.state, 20);
}

const send = (played: PlayedWorld) =>
  played.play(sendDispatches([KEY, TAKEN, `implementation:${ITEM}:99`], played.state));

describe('of what is to be sent', () => {
  test('only that which the ledger holds and no run has accepted is sent', () => {
    const played = world();
    expect(send(played)).toEqual([{ key: KEY, kind: 'sent', run: 99 }]);
    expect(played.did).toEqual([`send ${KEY}`]);
  });

  test('nothing is sent while the workflow is broken', () => {
    const played = world(BROKEN);
    expect(send(played)).toEqual([]);
    expect(played.did).toEqual([]);
  });
});

describe('what came of sending', () => {
  const sent: Sent = { key: KEY, kind: 'sent', run: 99 };
  const unnamed: Sent = { key: KEY, kind: 'sent', run: null };
  const lost: Sent = { key: KEY, kind: 'ambiguous', reason: 'github-unavailable', message: 'no answer' };
  const denied: Sent = { key: TAKEN, kind: 'denied', reason: 'input-invalid', message: 'no such workflow' };
  const ofRun: LedgerCommand = { kind: 'sent', key: KEY, run: 99 };

  test.each<[string, readonly Sent[], readonly LedgerCommand[]]>([
    ['the run that was started', [sent], [ofRun]],
    ['that the workflow is broken, and what was started all the same', [sent, denied], [ofRun, BROKEN]],
    ['nothing of a run that GitHub does not name', [unnamed], []],
    ['nothing where the answer was lost', [lost], []],
  ])('tells the ledger %s', (_, all, commands) => {
    const played = world();
    expect(played.play(tellSent('mine', all, played.state))).toEqual(commands);
    const ofEntry = commands.length > 0 ? 'mine.sent.1' : 'entry-3';
    expect(played.state.recent.at(-1)).toBe(ofEntry);
  });

  test.each<[string, readonly Sent[], readonly LedgerCommand[]]>([
    ['by one run that GitHub started', [lost, sent], [ofRun, { kind: 'mend' }]],
    ['by one whose run GitHub does not name', [unnamed], [{ kind: 'mend' }]],
    ['not by an answer that was lost', [lost], []],
  ])('tells a ledger whose workflow was broken that it is mended %s', (_, all, commands) => {
    const played = world(BROKEN);
    expect(played.play(tellSent('mine', all, played.state))).toEqual(commands);
    expect(played.state.breaker === null).toBe(commands.length > 0);
  });
});
