/** What the first configuration of a project says; everything else is as in the example. */
export interface ConfigChoices {
  /** Key of the project. */
  readonly project: string;
  /** A GitHub project as the board, in place of labels. */
  readonly gitHubProject?: { readonly owner: string; readonly number: number } | undefined;
  /** Who answers events: the app where absent. */
  readonly router?: 'workflow' | undefined;
  /** What the agent with a command runs. */
  readonly command: string;
}

/** Fills in the example of the documentation, `docs/examples/interlock.yml`. */
export function composeConfig(example: string, choices: ConfigChoices): string {
  const { project, gitHubProject, router, command } = choices;
  const board = gitHubProject
    ? `board: { type: github-projects, owner: ${gitHubProject.owner}, number: ${gitHubProject.number} }`
    : undefined;
  return [
    replaceOnce(/^project: \S+/m, `project: ${project}`),
    ...(router === undefined ? [] : [replaceOnce(/^board: /m, `router: ${router}\nboard: `)]),
    ...(board === undefined ? [] : [replaceOnce(/^board: .*$/m, board)]),
    replaceOnce(
      /^( {2}[a-z-]+: )\{ engine: command\b.*$/m,
      (_, start: string) => `${start}{ engine: command, command: ${JSON.stringify(command)} }`,
    ),
  ].reduce((text, replace) => replace(text), example);
}

type Replacement = string | ((match: string, start: string) => string);

function replaceOnce(pattern: RegExp, replacement: Replacement): (text: string) => string {
  return (text) => {
    if (!pattern.test(text)) throw new Error(`The example configuration has no line like ${pattern}`);
    return typeof replacement === 'string'
      ? text.replace(pattern, () => replacement)
      : text.replace(pattern, replacement);
  };
}

/** A repository's name as the key of a project: a slug. */
export function projectKey(repository: string): string {
  const slug = repository
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);
  return slug === '' ? 'project' : slug;
}
