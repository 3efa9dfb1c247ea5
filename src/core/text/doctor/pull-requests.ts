import type { Advice } from './advice.ts';

export function pullRequestsForbidden(): Advice {
  return {
    message:
      "Actions is not allowed to create pull requests, and the agents work with the workflow's own token.",
    remedy:
      'Switch on "Allow GitHub Actions to create and approve pull requests": Settings, Actions, General (of the organization, if it is greyed out).',
  };
}

export const pullRequestsAllowed = 'Actions is allowed to create pull requests.';

export const noPullRequests = 'No agent of the configuration opens pull requests.';
