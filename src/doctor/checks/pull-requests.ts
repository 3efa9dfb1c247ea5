import { pullRequestAgents } from '../../core/agents/project-agents.ts';
import * as text from '../../core/text/doctor/permissions.ts';
import { appTokens } from '../../core/text/doctor/permissions.ts';
import { mayActionsCreatePullRequests } from '../../github/actions/actions-settings.ts';
import { agentsWorkflow, type Check } from '../doctor-subject.ts';
import { error, ok } from '../finding.ts';
import { usesApp } from '../workflow/workflow.ts';

/** The setting without which the workflow's own token opens no pull request, whatever the job is granted. */
export const checkPullRequests: Check = async (subject) => {
  const loaded = await subject.config();
  if (loaded.kind === 'loaded' && pullRequestAgents(loaded.config.agents).length === 0)
    return [ok(text.noPullRequests)];
  const agents = await agentsWorkflow(subject);
  // Tokens of an App are not subject to it: https://docs.github.com/actions/security-for-github-actions
  if (agents && usesApp(agents.step)) return [ok(appTokens)];
  return [
    (await mayActionsCreatePullRequests(subject.github, subject.home))
      ? ok(text.pullRequestsAllowed)
      : error(text.pullRequestsForbidden()),
  ];
};
