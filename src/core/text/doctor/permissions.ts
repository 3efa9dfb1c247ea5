import type { Advice } from './advice.ts';

export function jobPermissions(path: string, lacking: readonly string[]): Advice {
  return {
    message: `The job of ${path} works with the workflow's own token, which lacks ${lacking.map((one) => `\`${one}\``).join(', ')}.`,
    remedy: `Grant ${lacking.length === 1 ? 'it' : 'them'} in the \`permissions\` of the job.`,
  };
}

export function ownTokenOnProject(path: string): Advice {
  return {
    message: `The board is a GitHub project, which the workflow's own token in ${path} cannot reach.`,
    remedy:
      'Give the step `app-client-id` and `app-private-key`: `interlock init --app --update` writes them.',
  };
}

export const ownTokenFits = "The job grants the workflow's own token what the agents need.";

export const appTokens = 'The agents work with tokens of an App, minted for each run.';

export function mayRead(repository: string): Advice {
  return {
    message: `The token may only read ${repository}, and not its settings.`,
    remedy: 'Run it with the token of an administrator.',
  };
}

export function access(repository: string, level: string | undefined): string {
  return level === undefined
    ? `The token reaches ${repository}.`
    : `The token's person has ${level} access to ${repository}.`;
}

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
