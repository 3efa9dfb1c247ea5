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
