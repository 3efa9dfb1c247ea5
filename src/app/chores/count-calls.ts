import type { ProbotOctokit } from 'probot';
import type { GitHub } from '../../github/client.ts';

export interface CountedGitHub {
  readonly github: GitHub;
  /** How many requests were made since it was last asked. */
  takeCalls(): number;
}

export function countCalls(octokit: InstanceType<typeof ProbotOctokit>): CountedGitHub {
  let calls = 0;
  octokit.hook.before('request', () => {
    calls += 1;
  });
  return {
    github: octokit,
    takeCalls: () => {
      const taken = calls;
      calls = 0;
      return taken;
    },
  };
}
