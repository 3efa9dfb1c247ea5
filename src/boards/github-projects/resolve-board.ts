import type { ProjectsBoardConfig } from '../../core/config/config.ts';
import { resolveStates } from '../../core/resolve-states.ts';
import { isSameName, type States } from '../../core/states.ts';
import { fieldMissing, statesUnresolved } from '../../core/text/projects-board.ts';
import type { GitHub } from '../../github/client.ts';
import { GitHubError } from '../../github/github-error.ts';
import { type ProjectLayout, readProjectLayout, type SelectField } from '../../github/project-layout.ts';

/** What the configuration means on the project as it is now. */
export interface ResolvedBoard {
  /** Node id of the project. */
  readonly project: string;
  readonly field: SelectField;
  /** Each with the id of its option. */
  readonly states: States;
}

/** Throws where the field or its options do not fit the configuration: what is two things is never guessed. */
export async function resolveBoard(
  github: GitHub,
  config: ProjectsBoardConfig,
  layout: ProjectLayout,
): Promise<ResolvedBoard> {
  const field = findField(layout, config.field) ?? (await findFieldBeyond(github, config, layout));
  const resolved = resolveStates(config.states, field.options);
  if (resolved.kind === 'unresolved') {
    const { problems } = resolved;
    const message = statesUnresolved(config, field.name, { problems, options: field.options });
    throw new GitHubError({ reason: 'unknown-state', message });
  }
  return { project: layout.id, field, states: resolved.states };
}

async function findFieldBeyond(
  github: GitHub,
  config: ProjectsBoardConfig,
  firstPage: ProjectLayout,
): Promise<SelectField> {
  const layout = firstPage.next === undefined ? firstPage : await readProjectLayout(github, config);
  const field = findField(layout, config.field);
  if (field) return field;
  const known = layout.fields.map(({ name }) => name);
  throw new GitHubError({ reason: 'board-missing', message: fieldMissing(config, config.field, known) });
}

/** By id, then by name as it is written, then by name as people compare names. */
function findField({ fields }: ProjectLayout, wanted: string): SelectField | undefined {
  const named = fields.filter(({ name }) => isSameName(name, wanted));
  return (
    fields.find(({ id }) => id === wanted) ??
    fields.find(({ name }) => name === wanted) ??
    (named.length === 1 ? named[0] : undefined)
  );
}
