import type { Advice } from './advice.ts';
import { RULESETS } from './rulesets.ts';

const GENERAL = 'Settings, Actions, General (of the organization, if it is greyed out)';
const POLICIES = 'Settings, Actions, Policies';

export function actionsOff(repository: string): Advice {
  return {
    message: `Actions is switched off in ${repository}: no agent runs.`,
    remedy: `Switch it on: ${GENERAL}.`,
  };
}

export function actionsForbidden(path: string, actions: readonly string[]): Advice {
  return {
    message: `${path} uses ${actions.join(', ')}, which the settings of Actions do not allow: GitHub refuses its runs.`,
    remedy: `Allow it: ${GENERAL}, "Actions permissions".`,
  };
}

export function actionsMaybeForbidden(path: string, actions: readonly string[]): Advice {
  return {
    message: `${path} uses ${actions.join(', ')}, which the settings of Actions allow only if GitHub has verified its creator. The doctor cannot see that.`,
    remedy: `Name it there: ${GENERAL}, "Actions permissions".`,
  };
}

export function actionsNotPinned(path: string, actions: readonly string[]): Advice {
  return {
    message: `${path} uses ${actions.join(', ')}, and the settings of Actions ask for full commits: GitHub refuses its runs.`,
    remedy: 'Name the full commit, all 40 digits.',
  };
}

export function eventsForbidden(
  policy: { readonly name: string; readonly source: string },
  path: string,
  events: readonly string[],
): Advice {
  return {
    message: `The policy "${policy.name}" of ${policy.source} does not let ${code(events)} start ${path}: GitHub refuses such runs.`,
    remedy: `Add ${events.length === 1 ? 'it' : 'them'} to the policy, or exclude the file from it: ${POLICIES}.`,
  };
}

/** https://docs.github.com/actions/reference/security/securely-using-pull_request_target */
export function targetForbidden(path: string, events: readonly string[]): Advice {
  return {
    message: `GitHub does not let \`pull_request_target\` start ${path}: it forbids that in public repositories unless a policy allows it. Interlock does not hear of merges.`,
    remedy: `Add a policy that allows ${code(events)} for that file, which checks nothing out: ${POLICIES}.`,
  };
}

export function actorsRestricted(
  policy: { readonly name: string; readonly source: string },
  paths: readonly string[],
): Advice {
  return {
    message: `The policy "${policy.name}" of ${policy.source} names who may start ${paths.join(', ')}. The doctor cannot see whether that includes everybody who does.`,
    remedy: `Check that it names the App, or github-actions without one, and the people who move items: ${POLICIES}.`,
  };
}

export function policiesUnread(why: string, isDefaultInTheWay: boolean): Advice {
  const [message, remedy] = [
    `It is not known whether policies keep workflows from running. ${why}`,
    `Look there: ${POLICIES}, also of the organization, or run it again with the token of an administrator.`,
  ];
  if (!isDefaultInTheWay) return { message, remedy };
  return {
    message,
    remedy: `${remedy} In a public repository one has to allow \`pull_request_target\` for the workflow that answers merges.`,
  };
}

export function pushingItems(pattern: string, repository: string): string {
  return `pushing to ${pattern} of ${repository}`;
}

export function itemsNotAnew(pattern: string, repository: string): Advice {
  return {
    message: `A ruleset blocks force pushes to ${pattern} of ${repository}: an item that comes back after its pull request was closed cannot start again.`,
    remedy: `Exclude \`${pattern}\` from it, or delete the branch of such an item: ${RULESETS}.`,
  };
}

export function branchInPlaceOfFolder(repository: string, branch: string): Advice {
  return {
    message: `${repository} has a branch \`${branch}\`. Git keeps branches like files, so there can be no branch \`${branch}/...\` beside it, and Interlock cannot make its own.`,
    remedy: 'Rename or delete that branch.',
  };
}

export const nothingForbidden =
  'Neither settings, policies nor rules of the repository keep a workflow of Interlock from running and pushing.';

function code(events: readonly string[]): string {
  return events.map((event) => `\`${event}\``).join(', ');
}
