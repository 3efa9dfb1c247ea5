import { type Advice, RUN_INIT } from './advice.ts';

export const noAgentToLookAt = 'No agent is configured, so there is none to look at.';

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

/** `uses`: of another repository, or of another commit. */
export function workflowCallsElsewhere(path: string, uses: string): Advice {
  return {
    message: `${path} calls ${uses}, which the doctor does not look at: nobody knows whether it runs an agent, in which concurrency group, and with which permissions.`,
    remedy:
      'Call a workflow of this repository (`./.github/workflows/...`), or compare that one with the example yourself.',
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

export function inputRefused(path: string, name: string, values: readonly string[]): Advice {
  return {
    message: `${path} does not take ${values.map((value) => JSON.stringify(value)).join(' and ')} for the input \`${name}\`, which Interlock sends: GitHub will refuse such a dispatch.`,
    remedy: `Write \`type: string\`, or add it to the \`options\` of \`${name}\`.`,
  };
}

export function inputsNotHandedOn(path: string, names: readonly string[]): Advice {
  return {
    message: `${path} does not pass the ${inputs(names)} to Interlock's step as it was sent.`,
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
    message: `${path} uses ${uses}, which everybody who can write there can move to other code.`,
    remedy: 'Name the full commit, all 40 digits.',
  };
}

export function workflowFits(path: string): string {
  return `${path} is on the default branch and takes what Interlock sends.`;
}

function inputs(names: readonly string[]): string {
  return `${names.length === 1 ? 'input' : 'inputs'} ${names.map((name) => `\`${name}\``).join(', ')}`;
}
