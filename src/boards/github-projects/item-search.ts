import { ProviderError } from '../../core/provider-error.ts';
import type { Stage } from '../../core/stages.ts';
import type { States } from '../../core/states.ts';
import { notSearchable } from '../../core/text/projects-board.ts';
import type { Names, ProjectConnection } from './project-connection.ts';

/**
 * The filter of a board for the open issues of the project's repositories in some stages. It nominates: what it finds is
 * looked at, and what it should not have found is dropped.
 * https://docs.github.com/issues/planning-and-tracking-with-projects/customizing-views-in-your-project/filtering-projects
 */
export function itemSearch(
  { repositories }: Pick<ProjectConnection, 'repositories'>,
  { field, states, ...project }: Names,
  stages: readonly Stage[],
): string {
  const names = namesOf(states, stages);
  const odd = [field, ...names].find((name) => name.includes('"'));
  if (odd !== undefined) {
    throw new ProviderError({ reason: 'unknown-state', message: notSearchable(project, odd) });
  }
  const qualifier = field.trim().toLowerCase().replaceAll(/\s+/g, '-');
  return [
    `${qualifier}:${names.map((name) => `"${name}"`).join(',')}`,
    'is:issue',
    'is:open',
    `repo:${repositories.map(({ owner, repository }) => `${owner}/${repository}`).join(',')}`,
  ].join(' ');
}

/** Whether a search for the names of `guessed` finds all that one for the names of `actual` would. */
export function covers(guessed: States, actual: States, stages: readonly Stage[]): boolean {
  const asked = namesOf(guessed, stages);
  return namesOf(actual, stages).every((name) => asked.includes(name));
}

function namesOf(states: States, stages: readonly Stage[]): readonly string[] {
  return states.filter(({ stage }) => stages.includes(stage)).map(({ name }) => name);
}
