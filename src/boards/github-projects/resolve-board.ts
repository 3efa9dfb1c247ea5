import type { ProjectsBoardConfig } from '../../core/config/config.ts';
import { ProviderError } from '../../core/provider-error.ts';
import { resolveStates } from '../../core/resolve-states.ts';
import { isSameName, type States } from '../../core/states.ts';
import { fieldAmbiguous, fieldMissing, statesUnresolved } from '../../core/text/projects-board.ts';
import {
  type ProjectLayout,
  readProjectLayout,
  type SelectField,
} from '../../github/projects/project-layout.ts';
import type { GitHub } from '../../github/wire/client.ts';

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
  const field = await findField(github, config, layout);
  const resolved = resolveStates(config.states, field.options);
  if (resolved.kind === 'unresolved') {
    const { problems } = resolved;
    const message = statesUnresolved(config, field.name, { problems, options: field.options });
    throw new ProviderError({ reason: 'unknown-state', message });
  }
  return { project: layout.id, field, states: resolved.states };
}

/**
 * By id, then by name as it is written, then by name as people compare names. What is two fields is never guessed: the last
 * of the three needs all fields, because one further on may be called exactly so.
 */
async function findField(
  github: GitHub,
  config: ProjectsBoardConfig,
  firstPage: ProjectLayout,
): Promise<SelectField> {
  const exact = findExactly(firstPage, config.field);
  if (exact) return exact;
  const layout = firstPage.next === undefined ? firstPage : await readProjectLayout(github, config);
  const further = findExactly(layout, config.field);
  if (further) return further;
  const named = layout.fields.filter(({ name }) => isSameName(name, config.field));
  if (named.length > 1) {
    throw new ProviderError({
      reason: 'board-missing',
      message: fieldAmbiguous(config, config.field, named),
    });
  }
  if (named[0]) return named[0];
  const known = layout.fields.map(({ name }) => name);
  throw new ProviderError({ reason: 'board-missing', message: fieldMissing(config, config.field, known) });
}

function findExactly({ fields }: ProjectLayout, wanted: string): SelectField | undefined {
  return fields.find(({ id }) => id === wanted) ?? fields.find(({ name }) => name === wanted);
}
