import { permissionsOn, type Scope } from '../../agents/run/access.ts';
import { followPermissions } from '../../agents/run/follow-move.ts';
import { openProject } from '../../agents/run/open-project.ts';
import { ledgerPermissions } from '../../agents/run/open-run-ledger.ts';
import type { TaskContext } from '../../agents/run/task-context.ts';
import { type TaskDecision, taskFailed } from '../../agents/run/task-decision.ts';
import type { AgentDefinition } from '../../core/agents/definition.ts';
import { shippedDefinitions } from '../../core/agents/shipped-agents.generated.ts';
import type { Config } from '../../core/config/config.ts';
import { inputProblems, unknownAgent } from '../../core/text/input-message.ts';
import type { RunInputs } from '../parse-inputs.ts';

/** `task: run`: one run of one agent. What an agent alone needs is loaded only for it. */
export async function run(inputs: RunInputs, context: TaskContext): Promise<TaskDecision> {
  const opened = await openProject({
    ...context,
    inputs,
    permissions: (config) =>
      permissionsOn(config, { ...permissionsOf(inputs.agent, config), ...ledgerPermissions(config) }),
  });
  if (opened.kind === 'closed') return opened.decision;
  const { project } = opened;
  const { backlogManager, implementation } = project.config.agents;
  if (inputs.agent === 'backlog-manager' && backlogManager && backlogManager.engine !== 'policy') {
    const { runProjectAgent } = await import('../../agents/project-run/run-project-agent.ts');
    const { cause, dispatch } = inputs;
    const definition = shippedAgent(inputs.agent);
    return runProjectAgent({ ...project, definition, settings: backlogManager, cause, dispatch }, context);
  }
  if (inputs.agent === 'backlog-manager' && backlogManager) {
    const { runBacklogManager } = await import('../../agents/backlog-manager/run-backlog-manager.ts');
    return runBacklogManager(project, context, inputs);
  }
  if (inputs.agent === 'implementation' && implementation) {
    if (!inputs.item) {
      return taskFailed(
        'input-invalid',
        inputProblems(['`item` is missing: implementation works on an item']),
      );
    }
    const { runItemAgent } = await import('../../agents/item-run/run-item-agent.ts');
    const { item, cause, dispatch } = inputs;
    return runItemAgent({ ...project, agent: implementation, item, cause, dispatch }, context);
  }
  return taskFailed('unknown-agent', unknownAgent(inputs.agent, configuredAgents(project.config)));
}

function permissionsOf(agent: string, config: Config): Scope['permissions'] {
  return agent === 'implementation'
    ? {
        // To count the runs, and with the last step of one to start what waits.
        actions: config.router === 'workflow' ? 'write' : 'read',
        contents: 'write',
        issues: 'write',
        pull_requests: 'write',
      }
    : { issues: 'write', pull_requests: 'read', ...followPermissions(config) };
}

function shippedAgent(name: string): AgentDefinition {
  const definition = shippedDefinitions.find((one) => one.name === name);
  if (!definition) throw new Error(`agents/${name}.md is not part of the bundle`);
  return definition;
}

function configuredAgents({ agents }: Config): readonly string[] {
  return [
    ...(agents.backlogManager ? ['backlog-manager'] : []),
    ...(agents.implementation ? ['implementation'] : []),
  ];
}
