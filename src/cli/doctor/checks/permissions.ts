import type { Config } from '../../../core/config/config.ts';
import * as text from '../../../core/text/doctor.ts';
import { error, ok, unknown } from '../finding.ts';
import { agentsWorkflow, type Check } from '../subject.ts';
import { usesApp } from '../workflow/uses-app.ts';

type Permissions = string | Readonly<Record<string, string>>;

/** What the workflow's own token is granted, where the agents work with it. */
export const checkPermissions: Check = async (subject) => {
  const agents = await agentsWorkflow(subject);
  if (!agents) return [unknown(text.withoutConfigAndWorkflow)];
  const { config, path, step, workflow } = agents;
  if (usesApp(step)) return [ok(text.appTokens)];
  if (config.board.type === 'github-projects') return [error(text.ownTokenOnProject(path))];
  // Where the file names none, the repository's default holds, which an administrator can change at any time.
  const granted: Permissions = step.job.permissions ?? workflow.permissions ?? {};
  const lacking = Object.entries(needed(config)).filter(([name, access]) => !grants(granted, name, access));
  if (lacking.length === 0) return [ok(text.ownTokenFits)];
  return [
    error(
      text.jobPermissions(
        path,
        lacking.map(([name, access]) => `${name}: ${access}`),
      ),
    ),
  ];
};

type Access = 'read' | 'write';

function needed({ agents }: Config): Readonly<Record<string, Access>> {
  return agents.implementation
    ? { contents: 'write', issues: 'write', 'pull-requests': 'write' }
    : { contents: 'read', issues: 'write' };
}

function grants(granted: Permissions, name: string, access: Access): boolean {
  if (typeof granted === 'string') {
    return granted === 'write-all' || (granted === 'read-all' && access === 'read');
  }
  return granted[name] === 'write' || granted[name] === access;
}
