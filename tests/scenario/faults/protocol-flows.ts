import { branchName } from '../../../src/core/branch-name.ts';
import { itemKey } from '../../../src/core/item-id.ts';
import { NO_BUDGET } from '../../../src/core/ledger/budget.ts';
import { type ItemKey, itemSubject } from '../../../src/core/ledger/claim-subject.ts';
import { type ClaimRequest, claimSubjects } from '../../../src/core/ledger/protocol/claim-subjects.ts';
import { type MoveRequest, moveItems } from '../../../src/core/ledger/protocol/move-items.ts';
import { reconcile } from '../../../src/core/ledger/protocol/reconcile.ts';
import { releaseClaim } from '../../../src/core/ledger/protocol/release-claim.ts';
import type { RunReference } from '../../../src/core/ledger/run-reference.ts';
import { drive, type LedgerWorld } from '../../../src/ledger/ledger-world.ts';
import type { Ending, Flow } from './flow.ts';
import { arrangeDriver, asOperator, asPerson, type DriverWorld, type Past } from './ledger-driver.ts';

/** The protocols that no other flow plays, each driven by itself. */

const ITEMS = { decided: 1, stranded: 2, died: 3, cancelled: 4, merged: 5 } as const;
const MINUTES = 60;

const keyOf = ({ home }: DriverWorld, number: number): ItemKey => itemKey({ ...home, number });

/** A run takes an item from todo to in progress, under a claim. */
async function begin(
  world: DriverWorld,
  number: number,
  { run, as }: { run: RunReference; as: Past },
): Promise<void> {
  const [item, claim, actor] = [keyOf(world, number), `claim-${number}`, as(run)];
  const held = await drive(claimSubjects(claimOf(item, claim, run)), actor);
  if (held.kind !== 'held') throw new Error(`no claim: ${held.kind}`);
  await moveAs(actor, {
    id: `begin-${number}`,
    moves: [{ ...moveOf(item, run), claim, expected: ['todo'], to: 'in-progress' }],
  });
}

const claimOf = (item: ItemKey, id: string, run: RunReference): ClaimRequest => ({
  id,
  agent: 'implementation',
  run,
  subjects: [itemSubject(item)],
  dispatch: { kind: 'manual', cause: 'by hand' },
  item,
  budget: NO_BUDGET,
});

const moveOf = (item: ItemKey, run: RunReference) =>
  ({ id: `move-${item}`, item, expected: ['backlog'], to: 'todo', run }) as const;

async function moveAs(actor: LedgerWorld, request: MoveRequest): Promise<void> {
  const [end] = await drive(moveItems(request), actor);
  if (end?.outcome !== 'moved') throw new Error(`not moved: ${JSON.stringify(end)}`);
}

/** What each of the runs and people left behind: one thing of each kind that a reconciler makes good. */
async function leaveBehind(world: DriverWorld, as: Past): Promise<void> {
  const { repository, dead, cancelled, sandbox, act } = world;
  const add = (number: number, stage: string) =>
    repository.addIssue({ number, title: `Item ${number}`, labels: [stage] });
  add(ITEMS.decided, 'Backlog');
  add(ITEMS.stranded, 'Backlog');
  add(ITEMS.died, 'Todo');
  add(ITEMS.cancelled, 'Todo');
  add(ITEMS.merged, 'Backlog');
  const lost: LedgerWorld = {
    ...as(dead),
    'write-item': async () => ({ kind: 'ambiguous', reason: 'github-unavailable', message: 'It died.' }),
  };
  const decided = moveOf(keyOf(world, ITEMS.decided), dead);
  await drive(moveItems({ id: 'decide', moves: [decided] }), lost);
  await moveAs(as(dead), { id: 'strand', moves: [moveOf(keyOf(world, ITEMS.stranded), dead)] });
  const merged = { ...moveOf(keyOf(world, ITEMS.merged), dead), to: 'in-review' } as const;
  await moveAs(as(dead), { id: 'review', moves: [merged] });
  await begin(world, ITEMS.died, { run: dead, as });
  await begin(world, ITEMS.cancelled, { run: cancelled, as });
  const { number } = await repository.addPullRequest({
    title: 'Sort',
    body: `Closes #${ITEMS.merged}`,
    head: 'sort',
    files: { 'sort.md': 'sorted' },
  });
  await act('PUT', `pulls/${number}/merge`, {});
  sandbox.passTime(5 * MINUTES);
}

async function reconcileAs(
  world: DriverWorld,
  actor: LedgerWorld,
): Promise<Ending & { readonly isQuiet: boolean }> {
  world.passes += 1;
  const end = await drive(
    reconcile({
      id: `pass-${world.passes}`,
      run: null,
      policy: {
        maxInFlight: 10,
        hasReview: true,
        maxAttempts: 3,
        startsAt: (stage) =>
          stage === 'todo' ? { agent: 'implementation', cause: 'entered-todo' } : undefined,
        filler: undefined,
      },
    }),
    actor,
  );
  if (end.kind === 'failed') return { outcome: 'failed', ...end, isQuiet: false };
  const isQuiet = end.findings.every(({ verdict }) => verdict.kind !== 'accepted') && end.sent.length === 0;
  return { outcome: 'done', reason: 'reconciled', message: '', isQuiet };
}

/** The schedule comes again and again; the last time there is nothing left to do. */
async function untilQuiet(world: DriverWorld): Promise<void> {
  for (let pass = 1; pass <= 5; pass += 1) {
    world.sandbox.passTime(5 * MINUTES);
    const { isQuiet, outcome, message } = await reconcileAs(world, asPerson(world, null));
    if (outcome === 'failed') throw new Error(`It failed once more: ${message}`);
    if (isQuiet) return;
  }
  throw new Error('there is no end of what is due');
}

export const reconcileFlow: Flow<DriverWorld> = {
  name: 'a reconcile',
  arrange: (faults) => arrangeDriver(faults, leaveBehind),
  play: (world) => reconcileAs(world, asOperator(world, null)),
  recover: async () => {},
  async look(world) {
    world.quiet ??= untilQuiet(world);
    await world.quiet;
    const { repository, ledger, dispatched } = world;
    const { items, claims, dispatches, breaker } = await ledger.state();
    return {
      items: Object.values(ITEMS).map((number) => {
        const { labels, timeline } = repository.issue(number);
        const entered = timeline.flatMap(({ event, label }) => (event === 'labeled' ? [label] : []));
        const { move = null, needsHuman = false } = items[keyOf(world, number)] ?? {};
        return { number, labels, entered, move, needsHuman };
      }),
      claims,
      breaker,
      owed: Object.values(dispatches)
        .map(({ item, cause, sent }) => [item?.split('#')[1], cause, sent !== null])
        .toSorted(),
      // A dispatch may be sent twice, under one key: of its runs one is accepted.
      keys: new Set(dispatched().map(({ inputs }) => inputs['dispatch'])).size,
    };
  },
};

const ITEM = 538;
const BRANCH = branchName('web', { owner: 'acme', repository: 'web', number: ITEM });

interface Commit {
  readonly sha: string;
  readonly tree: string;
}

/** A commit on top of another, which changes nothing, and which no branch shows yet. */
async function commitOn({ act }: DriverWorld, { sha, tree }: Commit): Promise<Commit> {
  const made = await act('POST', 'git/commits', { message: 'Work', tree, parents: [sha] });
  return { sha: (made as { sha: string }).sha, tree };
}

async function headOf({ act }: DriverWorld, branch: string): Promise<Commit> {
  const { object } = (await act('GET', `git/ref/heads/${branch}`)) as { object: { sha: string } };
  const { tree } = (await act('GET', `git/commits/${object.sha}`)) as { tree: { sha: string } };
  return { sha: object.sha, tree: tree.sha };
}

interface TakeoverWorld extends DriverWorld {
  /** What the former holder knows as the branch's head. */
  readonly former: Commit;
}

async function takeOver(
  world: TakeoverWorld,
  id: string,
  actor: LedgerWorld,
  run: RunReference,
): Promise<Ending> {
  const end = await drive(claimSubjects(claimOf(keyOf(world, ITEM), id, run)), actor);
  if (end.kind === 'held') return { outcome: 'done', reason: 'held', message: '' };
  const message = end.kind === 'failed' ? end.message : 'its holder may live';
  return { outcome: 'failed', reason: end.reason, message };
}

export const takeoverFlow: Flow<TakeoverWorld> = {
  name: 'a takeover',
  // A run of which nothing is known counts as alive.
  unless: { 'actions/get-workflow-run': 'claimed' },
  async arrange(faults) {
    const world = await arrangeDriver(faults, async (driver, as) => {
      driver.repository.addIssue({ number: ITEM, title: 'Sort', labels: ['Todo'] });
      await begin(driver, ITEM, { run: driver.dead, as });
    });
    const former = await commitOn(world, await headOf(world, 'main'));
    await world.act('POST', 'git/refs', { ref: `refs/heads/${BRANCH}`, sha: former.sha });
    return { ...world, former };
  },
  play(world) {
    const run = { id: world.dead.id + 1000, attempt: 1 };
    return takeOver(world, 'mine', asOperator(world, run), run);
  },
  /** The run ends, and so gives up what it was granted; the next one claims. */
  async recover(world) {
    const run = { id: world.dead.id + 2000, attempt: 1 };
    const actor = asPerson(world, run);
    const subjects = [itemSubject(keyOf(world, ITEM))];
    await drive(releaseClaim({ id: 'end', claim: 'mine', subjects }), actor);
    const again = await takeOver(world, 'next', actor, run);
    if (again.outcome === 'failed') throw new Error(`It failed once more: ${again.message}`);
  },
  async look(world) {
    const { ledger, former, act } = world;
    const { claims } = await ledger.state();
    const head = await headOf(world, BRANCH);
    const late = await commitOn(world, former);
    return {
      holders: Object.entries(claims).map(([subject, { agent, id }]) => [
        subject.split('#')[1],
        agent,
        id === `claim-${ITEM}`,
      ]),
      isFenced: head.sha !== former.sha,
      tree: head.tree === former.tree,
      formerPush: await act('PATCH', `git/refs/heads/${BRANCH}`, { sha: late.sha }).then(
        () => 'taken',
        () => 'refused',
      ),
    };
  },
};
