import { runnableAgents } from '../../core/agents/agent-registry.ts';
import * as text from '../../core/text/doctor/concurrency.ts';
import { type AgentsWorkflow, checkAgentsWorkflow } from '../doctor-subject.ts';
import { type CheckVerdict, error, ok, warning } from '../finding.ts';
import {
  type AgentSample,
  type Differences,
  sampleDispatch,
  sampleItem,
  samplesOf,
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

interface AgentGroup {
  readonly sample: AgentSample;
  readonly group: Locks;
}

function judge(agents: AgentsWorkflow): readonly CheckVerdict[] {
  const { config, path, samples } = agents;
  const locks: LocksFor = (differences) =>
    locksOf(agents.workflow, agents.step, agents.origin, sampleDispatch(agents.origin, differences));
  const possible = samplesOf(runnableAgents(config.agents.registry)).map(locks);
  if (!possible.flat().some((lock) => lock !== undefined)) return [error(text.noGroup(path))];
  const groups = samples.map((sample): AgentGroup => ({ sample, group: locks(sample) }));
  const ofProject = groups.filter(({ sample }) => sample.item === '');
  const ofItem = groups.filter(({ sample }) => sample.item !== '');
  const found = [
    ...ofProject.flatMap((one) => judgeOfProject(agents, one, locks)),
    ...ofItem.flatMap((one) => judgeOfItem(agents, one, locks)),
    ...ofProject.flatMap((one) =>
      ofItem
        .filter(({ group }) => excludes(one.group, group))
        .map(({ sample }) => error(text.groupShared(one.sample.agent, sample.agent, nameOf(one.group)))),
    ),
  ];
  if (found.length > 0) return found;
  const named = ({ sample, group }: AgentGroup) => ({ agent: sample.agent, group: nameOf(group) });
  return [ok(text.groupsRight(ofProject.map(named), ofItem.map(named)))];
}

function judgeOfProject(
  agents: AgentsWorkflow,
  { sample, group: one }: AgentGroup,
  locks: LocksFor,
): readonly CheckVerdict[] {
  const { agent } = sample;
  const items = [1, 2].map((number) => ({
    name: 'the item',
    differences: { item: sampleItem(agents.origin, number) },
  }));
  const apart = firstApart(agents, sample, { varied: [...items, ...VARIED], locks });
  if (apart) {
    const names = { agent, varied: apart.name, one: nameOf(one), other: nameOf(apart.locks) };
    return [error(text.groupDepends(names)), ...judgeKind(agent, one)];
  }
  const queuesAll = one.some((lock) => lock?.queue === 'max');
  return [...judgeKind(agent, one), ...(queuesAll ? [warning(text.queuesAll(agent))] : [])];
}

function judgeOfItem(
  agents: AgentsWorkflow,
  { sample, group: one }: AgentGroup,
  locks: LocksFor,
): readonly CheckVerdict[] {
  const { config, origin } = agents;
  const { agent } = sample;
  const another = locks({ agent, item: sampleItem(origin, 2) });
  if (excludes(one, another)) {
    return [error(text.groupIgnoresItem(agent, nameOf(one))), ...judgeKind(agent, one)];
  }
  const apart = firstApart(agents, sample, { varied: VARIED, locks });
  if (apart) {
    const names = { agent, varied: apart.name, one: nameOf(one), other: nameOf(apart.locks) };
    return [error(text.itemGroupDepends(names)), ...judgeKind(agent, one)];
  }
  const hidesWhoCancelled = config.ledger === 'on' && one.some((lock) => lock?.queue === 'max');
  return [...judgeKind(agent, one), ...(hidesWhoCancelled ? [warning(text.hidesWhoCancelled(agent))] : [])];
}

/** A run of the schedule, which has no inputs. */
const SCHEDULED: Differences = { agent: '', project: '', item: '', cause: '', dispatch: '' };

/** It may stand in a group or in none, but not in that of an agent: each would replace the other while it waits. */
function judgeReconciler(
  agents: AgentsWorkflow,
  { path, workflow, step }: { path: string; workflow: Workflow; step: InterlockStep },
): readonly CheckVerdict[] {
  const { origin, samples } = agents;
  const mine = locksOf(workflow, step, origin, sampleDispatch(origin, SCHEDULED));
  const shared = samples.filter((dispatch) =>
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
