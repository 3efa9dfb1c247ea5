import { pullRequestAgents } from '../../core/agents/project-agents.ts';
import type { Config } from '../../core/config/config.ts';
import * as text from '../../core/text/doctor/permissions.ts';
import { type Check, checkAgentsWorkflow } from '../doctor-subject.ts';
import { error, ok, warning } from '../finding.ts';
import { lackingForStep, type Permissions } from '../workflow/lacking-permissions.ts';
import { usesApp } from '../workflow/workflow.ts';

/** What the token may do that the doctor itself was given. */
export const checkAccess: Check = async ({ home, survey }) => {
  const repository = `${home.owner}/${home.repository}`;
  return [
    survey.access === 'read' ? warning(text.mayRead(repository)) : ok(text.access(repository, survey.access)),
  ];
};

/** What the workflow's own token is granted, where the agents work with it. */
export const checkPermissions = checkAgentsWorkflow(({ config, path, step, workflow }) => {
  if (usesApp(step)) return [ok(text.appTokens)];
  if (config.board.type === 'github-projects') return [error(text.ownTokenOnProject(path))];
  const lacking = lackingForStep(workflow, step, needed(config));
  if (lacking.length === 0) return [ok(text.ownTokenFits)];
  return [error(text.jobPermissions(path, lacking))];
});

function needed({ agents, router, ledger }: Config): Permissions {
  return {
    ...(pullRequestAgents(agents).length > 0
      ? { actions: 'read', contents: 'write', issues: 'write', 'pull-requests': 'write' }
      : { contents: 'read', issues: 'write' }),
    // A run that moves an item starts the next agent by itself.
    ...(router === 'workflow' && { actions: 'write' }),
    // A run appends what it does to the ledger, and starts what that asks for.
    ...(ledger === 'on' && { actions: 'write', contents: 'write' }),
  };
}
