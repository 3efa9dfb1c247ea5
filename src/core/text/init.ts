import { MODEL_ENGINES } from '../config/model-engines.ts';
import type { RepositoryName } from '../item-id.ts';
import type { Stage } from '../stages.ts';
import type { State } from '../states.ts';

/** The sentences of `interlock init`. */

export function labelDescription(stage: Stage): string {
  return `Interlock: items in the stage ${stage}`;
}

interface LabelPlan {
  readonly repository: RepositoryName;
  readonly state: State;
}

export function labelToCreate({ repository, state }: LabelPlan): string {
  return `label "${state.name}" to be created in ${repository.owner}/${repository.repository}`;
}

export function labelCreated({ repository, state }: LabelPlan): string {
  return `created the label "${state.name}" in ${repository.owner}/${repository.repository}`;
}

export function ledgerToCreate(branch: string, { owner, repository }: RepositoryName): string {
  return `branch ${branch} to be created in ${owner}/${repository}`;
}

export function ledgerCreated(branch: string, { owner, repository }: RepositoryName): string {
  return `created the branch ${branch} in ${owner}/${repository}`;
}

export function protectionToCreate(pattern: string, { owner, repository }: RepositoryName): string {
  return `ruleset for ${pattern} to be created in ${owner}/${repository}: nobody rewrites or deletes a ledger`;
}

export function ledgerProtected(pattern: string, { owner, repository }: RepositoryName): string {
  return `created a ruleset for ${pattern} in ${owner}/${repository}`;
}

/** @param message what could not be done, and why. */
export function ledgerStaysUnprotected(message: string): string {
  return `The ledger is not protected. ${message} Until an administrator adds the ruleset that the doctor names, everybody who can push can remove what was decided.`;
}

export function filesKept(paths: readonly string[]): string {
  return `${paths.join(' and ')} ${paths.length === 1 ? 'is' : 'are'} there already and ${paths.length === 1 ? 'stays' : 'stay'} as ${paths.length === 1 ? 'it is' : 'they are'}.`;
}

export const nothingToDo = 'Everything is in place; nothing was changed.';

export const nothingWritten = 'Nothing was written. Run it again with --yes to write this.';

export const declined = 'Nothing was written.';

export const question = 'Write this? [y/N] ';

export function fileWritten(path: string): string {
  return `wrote ${path}`;
}

export function configInTheWay(message: string): string {
  return `The existing configuration is not valid, and was left alone:\n${message}`;
}

export const routerInTheWay =
  'The existing configuration leaves events to the app, and was left alone. Write `router: workflow` into it.';

const ENGINES: readonly (readonly [name: string, meaning: string])[] = [
  ...Object.entries(MODEL_ENGINES).map(
    ([name, { title, provider, secret }]) =>
      [name, `${title}, with a key of ${provider} in the secret ${secret}`] as const,
  ),
  ['command', 'a command of yours implements items, and fixed rules pick them'],
  ['policy', 'fixed rules pick items, and you start the work yourself'],
];

export const engineNotChosen = `Say what does the agents' work:
${ENGINES.map(([name, meaning]) => `  --engine ${name.padEnd(8)} ${meaning}`).join('\n')}`;

export function engineInTheWay(engine: string): string {
  return `No agent of the existing configuration has \`engine: ${engine}\`, and the configuration was left alone. Write the engine into it, and run this again with --update and without --engine.`;
}

export const modelWithoutEngine = '--model needs --engine with an engine that asks a model.';

export const commandWithOtherEngine = '--command is for --engine command.';

export const gitHubProjectInvalid = 'Expected OWNER/NUMBER, for example acme/7.';

export function choicesInvalid(message: string): string {
  return `These choices do not make a valid configuration:\n${message}`;
}

/** @param runs in a month. */
export function scheduleCost(path: string, runs: number): string {
  return `${path} starts ${runs.toLocaleString('en')} runs a month by its schedule. In a private repository GitHub bills at least a minute for each of them; the file says how to change that.`;
}
