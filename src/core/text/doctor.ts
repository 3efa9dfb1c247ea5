import { reasons } from '../reasons.ts';

/** The sentences of `interlock doctor`: what was found, and what to do about it. */
export interface Advice {
  readonly message: string;
  /** Empty where nothing is to be done. */
  readonly remedy: string;
}

const RUN_INIT = 'Run `interlock init --update` in a checkout, look at the difference, and push it.';

export function notLookedAt(message: string): Advice {
  return { message, remedy: 'Nothing is known of it. Run it again with a token that may read it.' };
}

export const withoutConfigAndWorkflow: Advice = {
  message: 'Not looked at, because there is no valid configuration with a workflow that runs agents.',
  remedy: 'Mend those first.',
};

// Access

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

// Configuration

export function configInvalid(message: string): Advice {
  return { message, remedy: reasons['config-invalid'].remedy };
}

export function configKept(message: string): Advice {
  return { message, remedy: reasons['config-kept'].remedy };
}

export function configAbsent(message: string): Advice {
  return { message, remedy: 'Run `interlock init` in a checkout, and push what it writes.' };
}

export function configValid(path: string, project: string): string {
  return `${path} is valid; the project is "${project}".`;
}

export const noAgents: Advice = {
  message: 'The configuration names no agent, so nothing will ever be started.',
  remedy: 'Name one below `agents`.',
};

// Workflow

export function workflowAbsent(path: string, branch: string): Advice {
  return {
    message: `There is no ${path} on the default branch, ${branch}: no agent can be started.`,
    remedy: 'Run `interlock init` in a checkout, and push what it writes to the default branch.',
  };
}

export function workflowUnreadable(path: string, problems: readonly string[]): Advice {
  return {
    message: `GitHub cannot read ${path}: ${problems.join('; ')}.`,
    remedy: 'Correct the file on the default branch.',
  };
}

export function workflowOff(path: string, state: string): Advice {
  return {
    message: `${path} is switched off (${state}).`,
    remedy: 'Switch it on: Actions, the workflow, "Enable workflow".',
  };
}

export function workflowWithoutAgents(path: string): Advice {
  return {
    message: `${path} has no step that uses Interlock with \`task: run\`, so a dispatch runs no agent.`,
    remedy: RUN_INIT,
  };
}

export function notDispatchable(path: string): Advice {
  return {
    message: `${path} has no \`workflow_dispatch\` trigger, so Interlock cannot start it.`,
    remedy: RUN_INIT,
  };
}

export function inputsNotTaken(path: string, names: readonly string[]): Advice {
  return {
    message: `${path} does not take the ${inputs(names)}, which Interlock sends: GitHub will refuse every dispatch.`,
    remedy: RUN_INIT,
  };
}

export function inputsNotSent(path: string, names: readonly string[]): Advice {
  return {
    message: `${path} requires the ${inputs(names)}, which Interlock does not send: GitHub will refuse every dispatch.`,
    remedy: 'Give it a default.',
  };
}

export function inputsNotHandedOn(path: string, names: readonly string[]): Advice {
  return {
    message: `${path} does not hand on the ${inputs(names)} to Interlock's step as it was sent.`,
    remedy: `Write \`${names[0]}: \${{ inputs.${names[0]} }}\` below \`with\` of the step.`,
  };
}

export function runNameUnknown(path: string, title: string): Advice {
  return {
    message: `The \`run-name\` of ${path} gives "${title}", from which Interlock cannot read agent and subject of a finished run.`,
    remedy: RUN_INIT,
  };
}

export function notFilledIn(path: string, uses: string): Advice {
  return { message: `${path} still says \`uses: ${uses}\`, which is no action.`, remedy: RUN_INIT };
}

export function notPinned(path: string, uses: string): Advice {
  return {
    message: `${path} uses ${uses}, which can be moved to other code by whoever can write there.`,
    remedy: 'Name the full commit, all 40 digits.',
  };
}

export function workflowFits(path: string): string {
  return `${path} is on the default branch and takes what Interlock sends.`;
}

function inputs(names: readonly string[]): string {
  return `${names.length === 1 ? 'input' : 'inputs'} ${names.map((name) => `\`${name}\``).join(', ')}`;
}

// Concurrency

export function noGroup(path: string): Advice {
  return {
    message: `${path} has no \`concurrency\` group: any number of runs work on the same backlog at once.`,
    remedy: RUN_INIT,
  };
}

export function notEvaluated(path: string, what: string, why: string): Advice {
  return { message: `GitHub cannot evaluate ${what} of ${path}: ${why}.`, remedy: RUN_INIT };
}

interface TwoGroups {
  readonly agent: string;
  readonly varied: string;
  readonly one: string;
  readonly other: string;
}

export function groupDepends({ agent, varied, one, other }: TwoGroups): Advice {
  return {
    message: `The group of ${agent} depends on ${varied} ("${one}", "${other}"): two of its runs can work at once, and choose the same item.`,
    remedy: RUN_INIT,
  };
}

export function itemGroupDepends({ agent, varied, one, other }: TwoGroups): Advice {
  return {
    message: `The group of ${agent} depends on ${varied} ("${one}", "${other}"): two of its runs can work on the same item at once.`,
    remedy: RUN_INIT,
  };
}

export function groupIgnoresItem(agent: string, group: string): Advice {
  return {
    message: `The group of ${agent} is "${group}" for every item: a waiting run is replaced by that of another item, which is then lost.`,
    remedy: RUN_INIT,
  };
}

export function groupShared(group: string): Advice {
  return {
    message: `backlog-manager and implementation share the group "${group}": one replaces the other while it waits, and it is lost.`,
    remedy: RUN_INIT,
  };
}

export function groupTwice(group: string): Advice {
  return {
    message: `Workflow and job name the same group "${group}": the job waits for its own workflow, and GitHub cancels it.`,
    remedy: 'Remove the `concurrency` of the job.',
  };
}

export function cancels(agent: string): Advice {
  return {
    message: `\`cancel-in-progress\` is true for ${agent}: a new run kills the one that works, in the middle of a move.`,
    remedy: 'Set `cancel-in-progress: false`.',
  };
}

export function queuesAll(agent: string): Advice {
  return {
    message: `\`queue: max\` keeps every waiting run of ${agent}, where one re-check would do: each is billed, and finds nothing to do.`,
    remedy: 'Leave `queue` out.',
  };
}

export function groupsRight(manager: string | undefined, item: string | undefined): string {
  return [
    ...(manager === undefined ? [] : [`backlog-manager works in "${manager}" whatever caused it`]),
    ...(item === undefined ? [] : [`implementation in one group for each item ("${item}")`]),
  ]
    .join('; ')
    .concat('. No run is cancelled while it works.');
}

// Condition

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
  'Agents run on the default branch alone, and not while INTERLOCK_PAUSED is true.';

// Permissions

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

// Router

export const routedByApp =
  'Events are left to the app (`router: app`). Whether it runs cannot be seen from here.';

export function routedByWorkflow(paths: readonly string[]): string {
  return `Events are answered by ${paths.join(' and ')}.`;
}

export function eventsUnanswered(events: readonly string[]): Advice {
  return {
    message: `The configuration says \`router: workflow\`, and no workflow with \`task: route\` listens to ${events.map((one) => `\`${one}\``).join(', ')}.`,
    remedy: RUN_INIT,
  };
}

export function checksOut(path: string): Advice {
  return {
    message: `${path} checks code out in a job of \`pull_request_target\`, which has a token that can write: a pull request from a fork could run its own code with it.`,
    remedy: 'Remove the checkout; `task: route` needs none.',
  };
}

// App

export const appNotInstalled: Advice = {
  message: 'The App is not installed on the repository: it hears of nothing, and can do nothing.',
  remedy: 'Install it: settings of the App, "Install App".',
};

export const appSuspended: Advice = {
  message: 'The installation of the App is suspended.',
  remedy: 'Lift it: settings of the organization, GitHub Apps, Configure.',
};

export function appLacksPermissions(names: readonly string[]): Advice {
  return {
    message: `The App was not granted ${names.map((name) => `\`${name}\``).join(', ')} here.`,
    remedy:
      'Add it in the settings of the App, "Permissions & events", and accept the request where it is installed.',
  };
}

export function appLacksEvents(names: readonly string[]): Advice {
  return {
    message: `The App does not subscribe to ${names.map((name) => `\`${name}\``).join(', ')}.`,
    remedy: 'Subscribe in the settings of the App, "Permissions & events".',
  };
}

export const appFits = 'The App is installed, with the permissions and events of app.yml.';

// Board

export function labelsMissing(repository: string, names: readonly string[]): Advice {
  return {
    message: `${repository} has no ${names.length === 1 ? 'label' : 'labels'} ${names.map((name) => `"${name}"`).join(', ')}.`,
    remedy: 'Run `interlock init`, which creates them.',
  };
}

export function boardUnfit(message: string): Advice {
  return { message, remedy: 'Change the project or `board.states`.' };
}

export function boardFits(count: number): string {
  return `The board has all ${count} stages.`;
}

// Pull requests

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

// Secrets

export function secretsMissing(path: string, names: readonly string[]): Advice {
  return {
    message: `${path} uses ${names.map((name) => `secrets.${name}`).join(', ')}; neither the repository has it, nor does its organization share it.`,
    remedy: 'Add it: Settings, Secrets and variables, Actions.',
  };
}

export function secretsElsewhere(path: string, names: readonly string[], environment: string): Advice {
  return {
    message: `${path} uses ${names.map((name) => `secrets.${name}`).join(', ')}, which must then be in the environment "${environment}"; it was not looked at.`,
    remedy: `Look there: Settings, Environments, ${environment}.`,
  };
}

export function variablesMissing(path: string, names: readonly string[]): Advice {
  return {
    message: `${path} uses ${names.map((name) => `vars.${name}`).join(', ')}, which the repository itself does not have.`,
    remedy:
      'Add it: Settings, Secrets and variables, Actions, Variables. Nothing, if its organization or an environment has it.',
  };
}

export function secretsThere(names: readonly string[]): string {
  return names.length === 0
    ? 'The workflow uses no secrets but its own token.'
    : `There is a value for ${names.join(', ')}.`;
}

// Schedules

export function scheduleAsleep(path: string): Advice {
  return {
    message: `GitHub has switched ${path} off, because nothing happened in the repository for 60 days: its schedule does not run.`,
    remedy: 'Switch it on: Actions, the workflow, "Enable workflow".',
  };
}

export function scheduleDrowsy(path: string, days: number): Advice {
  return {
    message: `Nothing was pushed for ${days} days. After 60 days without activity GitHub switches off ${path}, because it has a schedule.`,
    remedy: 'Push something, or switch it on again then: Actions, the workflow, "Enable workflow".',
  };
}

export function scheduleWithAgents(path: string): Advice {
  return {
    message: `${path} has a schedule beside the agents: when GitHub switches off the schedule of a quiet repository, it switches off the whole file.`,
    remedy: 'Move the schedule into a file of its own.',
  };
}

export function schedulesAwake(count: number): string {
  return count === 0 ? 'No workflow of Interlock has a schedule.' : 'The schedules run.';
}

// Paused

export const paused: Advice = {
  message: 'INTERLOCK_PAUSED is true: no agent starts.',
  remedy: 'Remove the variable to go on.',
};

export function notQuitePaused(value: string): Advice {
  return {
    message: `INTERLOCK_PAUSED is ${JSON.stringify(value)}, which pauses nothing.`,
    remedy: 'Set it to `true`, or remove it.',
  };
}

export const notPaused = 'INTERLOCK_PAUSED is not set.';

// The whole

export function summary(counts: {
  readonly error: number;
  readonly warning: number;
  readonly unknown: number;
}): string {
  const { error, warning, unknown } = counts;
  return `${number(error, 'error')}, ${number(warning, 'warning')}${unknown === 0 ? '' : `, ${unknown} not looked at`}.`;
}

export function unknownChecks(given: readonly string[], known: readonly string[]): string {
  return `--without: there is no check ${given.join(', ')}. The checks are ${known.join(', ')}.`;
}

export function repositoryInvalid(given: string): string {
  return `--repository is "${given}". Expected OWNER/NAME.`;
}

function number(count: number, what: string): string {
  return `${count === 0 ? 'no' : count} ${what}${count === 1 ? '' : 's'}`;
}
