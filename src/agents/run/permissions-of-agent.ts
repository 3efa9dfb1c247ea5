import { takesPlace } from '../../core/agents/project-agents.ts';
import type { Config } from '../../core/config/config.ts';
import type { Scope } from './access.ts';
import { followPermissions } from './follow-move.ts';

/** What a run of the agent asks for, from what its definition says it does. */
export function permissionsOfAgent(agent: string, config: Config): Scope['permissions'] {
  if (!takesPlace(agent, config.agents.registry)) {
    return { issues: 'write', pull_requests: 'read', ...followPermissions(config) };
  }
  return {
    // To count the runs, and with the last step of one to start what waits.
    actions: config.router === 'workflow' ? 'write' : 'read',
    contents: 'write',
    issues: 'write',
    pull_requests: 'write',
  };
}
