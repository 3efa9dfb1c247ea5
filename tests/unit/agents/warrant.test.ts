import { describe, expect, expectTypeOf, test } from 'vitest';
import { concludeSelection } from '../../../src/agents/backlog-manager/conclude-selection.ts';
import { ledgerMover } from '../../../src/agents/backlog-manager/ledger-mover.ts';
import { guardedMover } from '../../../src/agents/backlog-manager/mover.ts';
import type { PushRepository } from '../../../src/agents/git/push-repository.ts';
import { followLifecycle } from '../../../src/agents/item-run/follow-lifecycle.ts';
import { findItemBranch } from '../../../src/agents/item-run/item-branch.ts';
import { guardedMoveOn, ledgerMoveOn } from '../../../src/agents/item-run/lifecycle-moves.ts';
import type { publish } from '../../../src/agents/item-run/publish.ts';
import { reportOnItem } from '../../../src/agents/item-run/report-on-item.ts';
import { workInCheckout } from '../../../src/agents/item-run/work-in-checkout.ts';
import { tellItem, tryToTellItem } from '../../../src/agents/run/tell-item.ts';
import type { ClaimSubject } from '../../../src/core/ledger/claim-subject.ts';
import { type HeldBranch, heldBranch } from '../../../src/core/ledger/held-branch.ts';
import { claimSubjects, type LiveClaim } from '../../../src/core/ledger/protocol/claim-subjects.ts';
import { type NoLedger, noLedger, requireHeld, type Warrant } from '../../../src/core/ledger/warrant.ts';
import type { createPullRequest } from '../../../src/github/repositories/pull-requests.ts';
import { claim, LedgerWorld } from '../core/ledger/ledger-world.ts';
import { PlayedWorld } from '../core/ledger/play.ts';

const ITEM = { owner: 'acme', repository: 'web', number: 538 };
const OTHER = { ...ITEM, number: 539 };

/** A claim as the ledger grants it. */
function granted(subjects: readonly ClaimSubject[]): LiveClaim {
  const { kind: _kind, dead: _dead, ...request } = claim({ subjects });
  const end = new PlayedWorld(new LedgerWorld().state, 10).play(claimSubjects(request));
  if (end.kind !== 'held') throw new Error(end.reason);
  return end.claim;
}

describe('what changes anything for an agent', () => {
  test('cannot be called without a warrant', () => {
    expectTypeOf(workInCheckout).parameter(0).toEqualTypeOf<Warrant>();
    expectTypeOf(followLifecycle).parameter(0).toEqualTypeOf<Warrant>();
    expectTypeOf(findItemBranch).parameter(0).toEqualTypeOf<Warrant>();
    expectTypeOf(reportOnItem).parameter(0).toEqualTypeOf<Warrant>();
    expectTypeOf(tellItem).parameter(0).toEqualTypeOf<Warrant>();
    expectTypeOf(tryToTellItem).parameter(0).toEqualTypeOf<Warrant>();
    expectTypeOf(concludeSelection).parameter(0).toEqualTypeOf<Warrant>();
  });

  test('moves nothing past a ledger, and nothing in a ledger without a claim', () => {
    expectTypeOf(guardedMoveOn).parameter(0).toEqualTypeOf<NoLedger>();
    expectTypeOf(guardedMover).parameter(0).toEqualTypeOf<NoLedger>();
    expectTypeOf(ledgerMoveOn).parameter(0).toEqualTypeOf<LiveClaim>();
    expectTypeOf(ledgerMover).parameter(0).toEqualTypeOf<LiveClaim>();
    expectTypeOf<NoLedger>().not.toExtend<LiveClaim>();
    expectTypeOf<LiveClaim>().not.toExtend<NoLedger>();
  });

  test('pushes to a branch, and opens its pull request, only where that was made from a warrant', () => {
    expectTypeOf<PushRepository['push']>().parameter(1).toEqualTypeOf<HeldBranch>();
    expectTypeOf<typeof createPullRequest>().parameter(1).toEqualTypeOf<HeldBranch>();
    expectTypeOf<Parameters<typeof publish>[1]['branch']>().toExtend<HeldBranch>();
  });

  test('takes nothing for one that somebody has put together', () => {
    const { id, agent, run, epoch, subjects } = granted(['item acme/web#538']);
    // @ts-expect-error A claim that was read somewhere is no claim of this run.
    const made: LiveClaim = { id, agent, run, epoch, subjects };
    // @ts-expect-error Whether there is a ledger is told by the configuration.
    const none: NoLedger = {};
    // @ts-expect-error Nor does a name make a branch ours.
    const branch: HeldBranch = { item: ITEM, name: 'interlock/web/web-538' };
    expect([made, none, branch]).toHaveLength(3);
  });
});

describe('a warrant', () => {
  test('without a claim is had where the project has no ledger, or only observes', () => {
    const free = [
      noLedger({ ledger: 'off', mode: 'act' }),
      noLedger({ ledger: 'off', mode: 'observe' }),
      noLedger({ ledger: 'on', mode: 'observe' }),
    ];
    for (const warrant of free) expect(() => requireHeld(warrant, ['project'])).not.toThrow();
    expect(() => noLedger({ ledger: 'on', mode: 'act' })).toThrow('without a claim');
  });

  test('is good for what its claim holds', () => {
    const warrant = granted(['item acme/web#538', 'pull-request acme/web#600']);
    expect(() => requireHeld(warrant, ['item acme/web#538'])).not.toThrow();
    expect(() => requireHeld(warrant, ['item acme/web#539', 'pull-request acme/web#600'])).not.toThrow();
    expect(() => requireHeld(warrant, ['item acme/web#539', 'project'])).toThrow(
      'Run 20 holds item acme/web#538 and pull-request acme/web#600, and none of item acme/web#539, project',
    );
  });

  test("opens the branch of the claim's item, and of no other", () => {
    const warrant = granted(['item acme/web#538']);
    expect(heldBranch(warrant, { project: 'web', item: ITEM })).toEqual({
      item: ITEM,
      name: 'interlock/web/web-538',
    });
    expect(() => heldBranch(warrant, { project: 'web', item: OTHER })).toThrow('holds item acme/web#538');
    expect(() => heldBranch(granted(['project']), { project: 'web', item: ITEM })).toThrow('holds project');
  });

  test("of a project's run lets it speak on items, and one of an item's run on its own alone", () => {
    const said = { github: {} as never, item: OTHER, status: {} as never };
    expect(() => tellItem(granted(['item acme/web#538']), said)).toThrow('none of item acme/web#539');
    expect(() => tryToTellItem(granted(['item acme/web#538']), said)).toThrow('none of item acme/web#539');
  });
});
