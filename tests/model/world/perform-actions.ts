import type { ItemKey } from '../../../src/core/ledger/claim-subject.ts';
import { dayOf } from '../../../src/core/ledger/cost.ts';
import type { Effect, Life } from '../../../src/core/ledger/protocol/effect.ts';
import type { ModelEffect } from '../actors/model-effect.ts';
import { timeOf } from './clock.ts';
import type { Outcome } from './outcome.ts';
import { AMBIGUOUS, DENIED } from './perform-ledger.ts';
import { replaceProcess } from './processes.ts';
import { dispatched, lifeOf } from './runs.ts';
import type { Process, Rules, World } from './world.ts';

/** A replica may miss that a run is over, or the run; none makes a live one dead. */
export function askRuns(
  world: World,
  { name }: Process,
  { runs }: Extract<Effect, { kind: 'ask-runs' }>,
): readonly Outcome[] {
  const lives = runs.map((run) => lifeOf(world, run));
  const unknown: Life[] = runs.map(() => ({ kind: 'unknown' }));
  return [
    { name: 'asked', world, answer: lives },
    {
      name: 'stale',
      fault: 'stale',
      world: replaceProcess(world, name, () => ({ aware: [] })),
      answer: unknown,
    },
  ];
}

export function send(
  world: World,
  { key, dispatch }: Extract<Effect, { kind: 'send' }>,
  rules: Rules,
): readonly Outcome[] {
  const { agent, item } = dispatch;
  const sent = dispatched(world, { agent, item, key }, rules);
  const run = Object.keys(sent.runs).length;
  const late = { kind: 'send', key, dispatch } as const;
  return [
    { name: 'sent', world: sent, answer: { kind: 'sent', run } },
    { name: 'lost before', fault: 'lost-answer', world, answer: AMBIGUOUS },
    { name: 'lost after', fault: 'lost-answer', world: sent, answer: AMBIGUOUS },
    { name: 'late', fault: 'late', world: { ...world, late: [...world.late, late] }, answer: AMBIGUOUS },
    { name: 'denied', fault: 'denied', world, answer: DENIED },
  ];
}

export function fence(world: World, { item }: Extract<Effect, { kind: 'fence' }>): readonly Outcome[] {
  const fenced = moveBranch(world, item, null);
  return [
    { name: 'fenced', world: fenced, answer: { kind: 'fenced' } },
    { name: 'lost after', fault: 'lost-answer', world: fenced, answer: AMBIGUOUS },
    { name: 'lost before', fault: 'lost-answer', world, answer: AMBIGUOUS },
  ];
}

export function readBranch(
  world: World,
  { branch }: Extract<ModelEffect, { kind: 'read-branch' }>,
): readonly Outcome[] {
  return [{ name: 'read', world, answer: world.branches[branch]?.head ?? 0 }];
}

export function push(
  world: World,
  process: Process,
  { item, branch, lease }: Extract<ModelEffect, { kind: 'push' }>,
): readonly Outcome[] {
  const isStale = (world.branches[branch]?.head ?? 0) !== lease;
  if (isStale) return [{ name: 'rejected', world, answer: { kind: 'rejected' } }];
  const happened = { kind: 'pushed', by: process, item } as const;
  return [
    { name: 'pushed', world: moveBranch(world, branch, world.now), answer: { kind: 'pushed' }, happened },
  ];
}

/** Little, or all that it may. */
export function askModel(
  world: World,
  { item, most }: Extract<ModelEffect, { kind: 'ask-model' }>,
): readonly Outcome[] {
  const amounts = [...new Set([1, most])];
  return amounts.map((cost) => ({ name: `costs ${cost}`, world: billed(world, item, cost), answer: cost }));
}

function billed(world: World, item: ItemKey, cost: number): World {
  const day = dayOf(timeOf(world.now));
  const known = world.bills[item] ?? {};
  const bill = { ...known, [day]: (known[day] ?? 0) + cost };
  return { ...world, bills: { ...world.bills, [item]: bill } };
}

/** GitHub allows one open pull request for a branch. */
export function openPullRequest(
  world: World,
  { item, branch }: Extract<ModelEffect, { kind: 'open-pull-request' }>,
): readonly Outcome[] {
  const isThere = world.pullRequests.some((one) => one.branch === branch);
  if (isThere) return [{ name: 'exists', world, answer: { kind: 'exists' } }];
  const opened = { ...world, pullRequests: [...world.pullRequests, { item, branch }] };
  return [{ name: 'opened', world: opened, answer: { kind: 'opened' } }];
}

function moveBranch(world: World, branch: string, workAt: number | null): World {
  const head = 1 + (world.branches[branch]?.head ?? 0);
  return { ...world, branches: { ...world.branches, [branch]: { head, workAt } } };
}
