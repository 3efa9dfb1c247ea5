import { MODEL_ENGINES, type ModelEngineName } from '../../config/model-engines.ts';
import { type Advice, RUN_INIT } from './advice.ts';

export const noModelAsked = 'No agent of the configuration asks a model that Interlock knows of.';

interface Key {
  readonly agents: readonly string[];
  readonly variables: readonly [string, ...string[]];
}

export function keyNotHandedOn(path: string, { agents, variables }: Key): Advice {
  const [usual] = variables;
  return {
    message: `${path} passes no ${variables.join(' or ')} to Interlock's step: ${agents.join(' and ')} cannot ask a model.`,
    remedy: `Write \`${usual}: \${{ secrets.${usual} }}\` below \`env\` of the step, and create that secret. \`interlock init --update\` writes the line.`,
  };
}

export function keyForWholeJob(path: string, variable: string): Advice {
  return {
    message: `${path} gives ${variable} to more than Interlock's step: every step that runs with this \`env\` has the key.`,
    remedy: 'Move the line below `env` of the step.',
  };
}

export function keyInFile(path: string, variable: string): Advice {
  return {
    message: `${path} has the value of ${variable} in the file itself, where everybody who reads the repository reads it.`,
    remedy: `Revoke that key. Put a new one into a secret, and write \`${variable}: \${{ secrets.${variable} }}\`.`,
  };
}

interface ModelAgent {
  readonly name: string;
  readonly engine: ModelEngineName;
  readonly model: string;
  readonly timeoutMinutes: number;
}

export function modelAgentFits({ name, engine, model, timeoutMinutes }: ModelAgent, dollars: number): string {
  return `${name}: ${MODEL_ENGINES[engine].title} with ${model}, for at most US$${dollars} and ${timeoutMinutes} minutes a run.`;
}

export function commandAgentFits(name: string, timeoutMinutes: number): string {
  return `${name}: a command, for at most ${timeoutMinutes} minutes a run. Interlock does not know what it costs.`;
}

/** Why the price of a call is not known, or not known beforehand. */
const WITHOUT_PRICE = {
  model: 'Interlock knows no price of this model',
  server: "this is another server than the provider's own, whose prices Interlock may not know",
  subscription: 'the token of a subscription has no price',
};

export function tokensCount(
  { name, model }: ModelAgent,
  tokens: number,
  because: keyof typeof WITHOUT_PRICE,
): Advice {
  const limit = `then limits a run to ${tokens.toLocaleString('en')} tokens`;
  return {
    message: `${name} with ${model}: ${WITHOUT_PRICE[because]}. \`token-budget\` ${limit}, and \`budget\` does not count.`,
    remedy:
      because === 'model'
        ? "Compare the name with the provider's list of models. If it is right, set `token-budget`."
        : 'Set `token-budget` to what a run may take.',
  };
}

export function versionNotDriven(
  { name, engine }: ModelAgent,
  version: string,
  driven: { readonly pinned: string; readonly below: string },
): Advice {
  return {
    message: `${name} names version ${version} of ${MODEL_ENGINES[engine].title}, which this version of Interlock does not drive.`,
    remedy: `Name a version from ${driven.pinned} on and below ${driven.below}, or remove \`version\`.`,
  };
}

export function jobTooShort(path: string, name: string, minutes: { job: number; needed: number }): Advice {
  return {
    message: `The job of ${path} ends after ${minutes.job} minutes, and ${name} may take ${minutes.needed}: such a run is stopped before it can keep its work.`,
    remedy: `Set \`timeout-minutes\` of the job to ${minutes.needed + 15} or more, or lower that of the agent. ${RUN_INIT}`,
  };
}
