import { MODEL_ENGINES, type ModelEngineName } from '../../core/config/model-engines.ts';

/** What does the work of the agents. */
export type EngineChoice =
  | { readonly engine: ModelEngineName; readonly model?: string | undefined }
  | { readonly engine: 'command'; readonly command: string }
  /** Items are picked by fixed rules, and no agent of Interlock implements them. */
  | { readonly engine: 'policy' };

/** What the first configuration of a project says; everything else is as in the example. */
export interface ConfigChoices {
  /** Key of the project. */
  readonly project: string;
  /** A GitHub project as the board, in place of labels. */
  readonly gitHubProject?: { readonly owner: string; readonly number: number } | undefined;
  /** Who answers events: the app where absent. */
  readonly router?: 'workflow' | undefined;
  readonly agents: EngineChoice;
}

/** The example of the documentation, below `docs/examples`, that is filled in for an engine. */
export function configExample({ engine }: EngineChoice): string {
  return engine in MODEL_ENGINES ? 'interlock.yml' : 'interlock-command.yml';
}

export function composeConfig(example: string, choices: ConfigChoices): string {
  const { project, gitHubProject, router, agents } = choices;
  const board = gitHubProject
    ? `board: { type: github-projects, owner: ${gitHubProject.owner}, number: ${gitHubProject.number} }`
    : undefined;
  return [
    replaceAll(/^project: \S+/m, `project: ${project}`),
    ...(router === undefined ? [] : [replaceAll(/^board: /m, `router: ${router}\nboard: `)]),
    ...(board === undefined ? [] : [replaceAll(/^board: .*$/m, board)]),
    fillIn(agents),
  ].reduce((text, replace) => replace(text), example);
}

function fillIn(choice: EngineChoice): (text: string) => string {
  switch (choice.engine) {
    case 'command':
      return replaceAll(
        /\{ engine: command\b.*$/gm,
        `{ engine: command, command: ${JSON.stringify(choice.command)} }`,
      );
    case 'policy':
      return replaceAll(/^.*\{ engine: command\b.*\n/gm, '');
    default: {
      const { engine, model = MODEL_ENGINES[engine].model } = choice;
      return replaceAll(/\bengine: claude, model: [^\s,}]+/g, `engine: ${engine}, model: ${model}`);
    }
  }
}

function replaceAll(pattern: RegExp, replacement: string): (text: string) => string {
  return (text) => {
    if (text.search(pattern) === -1) {
      throw new Error(`The example configuration has no line like ${pattern}`);
    }
    return text.replace(pattern, () => replacement);
  };
}

/** A repository's name as the key of a project: a slug. */
export function projectKey(repository: string): string {
  const slug = repository
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    // A key has no room for the "…" of a text that is cut, and no letter that could be halved.
    .slice(0, 40)
    .replace(/-$/, '');
  return slug === '' ? 'project' : slug;
}
