import * as text from '../../core/text/doctor/concurrency.ts';
import { type AgentsWorkflow, checkAgentsWorkflow } from '../doctor-subject.ts';
import { type CheckVerdict, error, ok, warning } from '../finding.ts';
import {
  IMPLEMENTATION,
  MANAGER,
  type SampleDispatch,
  sampleDispatch,
  sampleItem,
} from '../workflow/dispatch.ts';
import { interlockWorkflows } from '../workflow/interlock-workflows.ts';
import { excludes, type Locks, locksOf, meet } from '../workflow/locks.ts';
import { firstApart, type LocksFor, VARIED } from '../workflow/variations.ts';
import type { InterlockStep, Workflow } from '../workflow/workflow.ts';

/**
 * Interlock 1. The groups are not compared with a text: they are evaluated for runs that differ in one thing, so that
 * any expression that excludes what it must is right.
 */
export const checkConcurrency = checkAgentsWorkflow(async (agents, subject) => {
  const found = evaluated(agents.path, () => judge(agents));
  const reconcilers = await interlockWorkflows(subject);
  return [
    ...found,
    ...reconcilers.flatMap(({ path, workflow, steps }) => {
      const step = steps.find((one) => one.with['task'] === 'reconcile');
      return step ? evaluated(path, () => judgeReconciler(agents, { path, workflow, step })) : [];
    }),
  ];
});

function evaluated(path: string, look: () => readonly CheckVerdict[]): readonly CheckVerdict[] {
  try {
    return look();
  } catch (thrown) {
    // GitHub's own evaluator says what it cannot do.
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return [error(text.notEvaluated(path, '`concurrency`', why))];
  }
}

function judge(agents: AgentsWorkflow): readonly CheckVerdict[] {
  const { config, path } = agents;
  const locks = (differences: Partial<SampleDispatch>) =>
    locksOf(agents.workflow, agents.step, agents.origin, sampleDispatch(agents.origin, differences));
  const usesManager = config.agents.backlogManager !== undefined;
  const usesImplementation = config.agents.implementation !== undefined;
  const manager = locks({ agent: MANAGER, item: '' });
  const item = locks({ agent: IMPLEMENTATION });
  if (![...manager, ...item].some((lock) => lock !== undefined)) return [error(text.noGroup(path))];
  const found = [
    ...(usesManager ? judgeManager(agents, locks) : []),
    ...(usesImplementation ? judgeImplementation(agents, locks) : []),
    ...(usesManager && usesImplementation && excludes(manager, item)
      ? [error(text.groupShared(MANAGER, IMPLEMENTATION, nameOf(manager)))]
      : []),
  ];
  if (found.length > 0) return found;
  return [
    ok(
      text.groupsRight(
        usesManager ? nameOf(manager) : undefined,
        usesImplementation ? nameOf(item) : undefined,
      ),
    ),
  ];
}

function judgeManager(agents: AgentsWorkflow, locks: LocksFor): readonly CheckVerdict[] {
  const agent = MANAGER;
  const base = { agent, item: '' };
  const items = [1, 2].map((number) => ({
    name: 'the item',
    differences: { item: sampleItem(agents.origin, number) },
  }));
  const one = locks(base);
  const apart = firstApart(agents, base, { varied: [...items, ...VARIED], locks });
  if (apart) {
    const names = { agent, varied: apart.name, one: nameOf(one), other: nameOf(apart.locks) };
    return [error(text.groupDepends(names)), ...judgeKind(agent, one)];
  }
  const queuesAll = one.some((lock) => lock?.queue === 'max');
  return [...judgeKind(agent, one), ...(queuesAll ? [warning(text.queuesAll(agent))] : [])];
}

function judgeImplementation(agents: AgentsWorkflow, locks: LocksFor): readonly CheckVerdict[] {
  const { config, origin } = agents;
  const agent = IMPLEMENTATION;
  const one = locks({ agent });
  const another = locks({ agent, item: sampleItem(origin, 2) });
  if (excludes(one, another)) {
    return [error(text.groupIgnoresItem(agent, nameOf(one))), ...judgeKind(agent, one)];
  }
  const apart = firstApart(agents, { agent }, { varied: VARIED, locks });
  if (apart) {
    const names = { agent, varied: apart.name, one: nameOf(one), other: nameOf(apart.locks) };
    return [error(text.itemGroupDepends(names)), ...judgeKind(agent, one)];
  }
  const hidesWhoCancelled = config.ledger === 'on' && one.some((lock) => lock?.queue === 'max');
  return [...judgeKind(agent, one), ...(hidesWhoCancelled ? [warning(text.hidesWhoCancelled(agent))] : [])];
}

/** A run of the schedule, which has no inputs. */
const SCHEDULED: Partial<SampleDispatch> = { agent: '', project: '', item: '', cause: '', dispatch: '' };

/** It may stand in a group or in none, but not in that of an agent: each would replace the other while it waits. */
function judgeReconciler(
  agents: AgentsWorkflow,
  { path, workflow, step }: { path: string; workflow: Workflow; step: InterlockStep },
): readonly CheckVerdict[] {
  const { config, origin } = agents;
  const mine = locksOf(workflow, step, origin, sampleDispatch(origin, SCHEDULED));
  const shared = [
    ...(config.agents.backlogManager ? [{ agent: MANAGER, item: '' }] : []),
    ...(config.agents.implementation ? [{ agent: IMPLEMENTATION }] : []),
  ].filter((dispatch) =>
    meet(mine, locksOf(agents.workflow, agents.step, origin, sampleDispatch(origin, dispatch))),
  );
  return [
    ...shared.map(({ agent }) => error(text.groupShared(agent, path, nameOf(mine)))),
    ...(mine.some((lock) => lock?.cancels) ? [warning(text.reconcilerCancels(path))] : []),
  ];
}

function judgeKind(agent: string, locks: Locks): readonly CheckVerdict[] {
  const groups = locks.flatMap((lock) => lock?.group ?? []);
  const twice = groups.find((group, index) => groups.indexOf(group) !== index);
  return [
    ...(locks.some((lock) => lock?.cancels) ? [error(text.cancels(agent))] : []),
    ...(twice === undefined ? [] : [error(text.groupTwice(twice))]),
  ];
}

function nameOf(locks: Locks): string {
  return locks.find((lock) => lock !== undefined)?.group ?? '';
}
