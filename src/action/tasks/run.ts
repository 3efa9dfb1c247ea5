import { permissionsOn } from '../../agents/run/access.ts';
import { openProject } from '../../agents/run/open-project.ts';
import { ledgerPermissions } from '../../agents/run/open-run-ledger.ts';
import { permissionsOfAgent } from '../../agents/run/permissions-of-agent.ts';
import type { TaskContext } from '../../agents/run/task-context.ts';
import { type TaskDecision, taskFailed } from '../../agents/run/task-decision.ts';
import { runnerOf } from '../../core/agents/agent-registry.ts';
import type { Config } from '../../core/config/config.ts';
import { inputProblems, itemNeeded, itemNotTaken, unknownAgent } from '../../core/text/input-message.ts';
import type { RunInputs } from '../parse-inputs.ts';

/** `task: run`: one run of one agent. What an agent alone needs is loaded only for it. */
export async function run(inputs: RunInputs, context: TaskContext): Promise<TaskDecision> {
  const opened = await openProject({
    ...context,
    inputs,
    permissions: (config) =>
      permissionsOn(config, { ...permissionsOfAgent(inputs.agent, config), ...ledgerPermissions(config) }),
  });
  if (opened.kind === 'closed') return opened.decision;
  const { project } = opened;
  const agent = project.config.agents.configured.find(({ definition }) => definition.name === inputs.agent);
  if (!agent) return taskFailed('unknown-agent', unknownAgent(inputs.agent, namesOf(project.config)));
  const { item, cause, dispatch } = inputs;
  // The item would be in the name of the run, by which others know what it is about, and not in its group.
  if (item && agent.definition.scope === 'project')
    return taskFailed('input-invalid', inputProblems([itemNotTaken(inputs.agent)]));
  if (agent.engine === 'policy') {
    const { runBacklogManager } = await import('../../agents/backlog-manager/run-backlog-manager.ts');
    return runBacklogManager(project, context, inputs);
  }
  if (runnerOf(agent.definition) === 'selector') {
    const { runProjectAgent } = await import('../../agents/project-run/run-project-agent.ts');
    return runProjectAgent({ ...project, agent, cause, dispatch }, context);
  }
  if (!item) return taskFailed('input-invalid', inputProblems([itemNeeded(inputs.agent)]));
  const { runItemAgent } = await import('../../agents/item-run/run-item-agent.ts');
  return runItemAgent({ ...project, agent, item, cause, dispatch }, context);
}

function namesOf({ agents }: Config): readonly string[] {
  return agents.configured.map(({ definition }) => definition.name);
}
