import { reasons } from '../reasons.ts';
import type { Option, StateProblem } from '../resolve-states.ts';
import { difference } from './look-alikes.ts';

/** The sentences about a board that is a GitHub project. `doing` completes "Could not ...". */

export interface ProjectName {
  readonly owner: string;
  readonly number: number;
}

export function projectName({ owner, number }: ProjectName): string {
  return `project ${number} of ${owner}`;
}

export function boardMissing(doing: string, project: ProjectName): string {
  return `Could not ${doing}: ${projectName(project)} does not exist, or the token cannot see it. ${reasons['board-missing'].remedy} ${TOKEN}`;
}

/** No App reaches the project, whatever it was granted. */
export function boardOfUserMissing(doing: string, project: ProjectName): string {
  return `Could not ${doing}: ${projectName(project)} is a project of a user, and GitHub shows it to no App and to no workflow's own token. ${PERSONAL_TOKEN} If it has one, check \`number\` below \`board\`.`;
}

const PERSONAL_TOKEN =
  'Give the action a personal token of that user with the scope `project` as `token`, or use a project of an organization.';

export function boardOutOfReach(doing: string, project: ProjectName, answer: string): string {
  return `Could not ${doing}: GitHub does not let this token into ${projectName(project)} (${answer}). ${TOKEN}`;
}

const TOKEN =
  "A workflow's own token reaches no project: give the action `app-client-id` and `app-private-key` of an App whose " +
  'organization permission for projects is "Read and write", or for a project of a user a personal token with the ' +
  'scope `project`.';

export function fieldMissing(project: ProjectName, field: string, known: readonly string[]): string {
  const how = known.map((name) => difference(field, name)).find((found) => found !== undefined);
  const alike = how === undefined ? '' : `, of which one differs ${how}`;
  return `The ${projectName(project)} has no single select field "${field}". It has ${listOf(known)}${alike}. Correct \`board.field\`.`;
}

export function fieldAmbiguous(
  project: ProjectName,
  field: string,
  found: readonly { readonly id: string; readonly name: string }[],
): string {
  return `The ${projectName(project)} has ${found.length} single select fields that "${field}" may mean: ${withIds(found)}. Write \`board.field\` exactly as one of them is written, or name it by its id.`;
}

export function statesUnresolved(
  project: ProjectName,
  field: string,
  { problems, options }: { readonly problems: readonly StateProblem[]; readonly options: readonly Option[] },
): string {
  return `The field "${field}" of ${projectName(project)} does not fit the configuration: ${problems.map((problem) => describe(problem, options)).join('; ')}. Its options are ${listOf(options.map(({ name }) => name))}. Correct \`board.states\`, or the options of the field.`;
}

function describe(problem: StateProblem, options: readonly Option[]): string {
  switch (problem.kind) {
    case 'missing':
      return `there is no option "${problem.wanted.name}" for ${problem.wanted.stage}${whyMissing(problem.wanted.name, options)}`;
    case 'several':
      return `"${problem.wanted.name}" is the name of ${problem.options.length} options: ${withIds(problem.options)}; name one by its id for ${problem.wanted.stage}`;
    case 'shared':
      return `the option "${problem.option.name}" would be ${problem.stages.join(' and ')}`;
  }
}

function whyMissing(wanted: string, options: readonly Option[]): string {
  const how = options.map(({ name }) => difference(wanted, name)).find((found) => found !== undefined);
  if (how !== undefined) return `; an option differs ${how}`;
  return /^[\da-f]{8}$/.test(wanted)
    ? '; if that is an id, GitHub gives every option a new one when the field is edited by API'
    : '';
}

/** Things of one name, told apart. */
function withIds(named: readonly { readonly id: string; readonly name: string }[]): string {
  const [first, second] = named;
  const how = first && second && difference(first.name, second.name);
  const names = named.map(({ id, name }) => `"${name}" (${id})`).join(' and ');
  return how === undefined ? names : `${names}, which differ ${how}`;
}

export function notSearchable(project: ProjectName, name: string): string {
  return `GitHub cannot search ${projectName(project)} for the option ${name}, because of the quote in it. Rename the option.`;
}

export function notOnBoard(item: string, project: ProjectName): string {
  return `${item} is not on ${projectName(project)}. Add it there.`;
}

/** Somebody archived the card after we read it. */
export function inArchive(doing: string, project: ProjectName): string {
  return `Could not ${doing}: the card is in the archive of ${projectName(project)}, and GitHub changes no archived card. Restore the card if somebody is to work on the item.`;
}

export function shownTwice(item: string, project: ProjectName, count: number): string {
  return `${projectName(project)} shows ${item} ${count} times. Remove all cards of the item but one.`;
}

/** Somebody else wrote between our write and its answer. */
export function writtenOver(item: string, wanted: string, found: string | undefined): string {
  const where = found === undefined ? 'no state' : `"${found}"`;
  return `GitHub answered that ${item} has ${where} now, and not "${wanted}": somebody moved it at the same moment.`;
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `"${name}"`).join(', ');
}

export function optionMissing(project: ProjectName, stage: string): string {
  return `The ${projectName(project)} has no option for ${stage}.`;
}

export function itemMissing(item: string): string {
  return `${item} does not exist, is no issue, or the token cannot see it.`;
}
