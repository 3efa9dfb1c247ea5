import { type Advice, RUN_INIT } from './advice.ts';

export function runsOnBranches(path: string): Advice {
  return {
    message: `The job of ${path} also runs on other branches, with a version of the file that nobody has reviewed.`,
    remedy: 'Add `github.ref_name == github.event.repository.default_branch` to its `if`.',
  };
}

export function neverRuns(path: string): Advice {
  return {
    message: `The \`if\` of ${path}'s job is false on the default branch: every run is skipped.`,
    remedy: RUN_INIT,
  };
}

export function notPausable(path: string): Advice {
  return {
    message: `The job of ${path} runs although INTERLOCK_PAUSED is true.`,
    remedy: "Add `vars.INTERLOCK_PAUSED != 'true'` to its `if`.",
  };
}

export const conditionRight =
  'Agents run only on the default branch, and not while INTERLOCK_PAUSED is true.';
