import { type Advice, RUN_INIT } from './advice.ts';

const ONLY_THERE = "`github.ref == format('refs/heads/{0}', github.event.repository.default_branch)`";

export function runsOnBranches(path: string): Advice {
  return {
    message: `The job of ${path} also runs on other branches, with a version of the file that nobody has reviewed.`,
    remedy: `Add ${ONLY_THERE} to its \`if\`.`,
  };
}

export function runsOnTags(path: string, branch: string): Advice {
  return {
    message: `The job of ${path} also runs on a tag that is called \`${branch}\`, with the tag's version of the file.`,
    remedy: `Write ${ONLY_THERE} in its \`if\`, in place of what compares \`github.ref_name\`.`,
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
