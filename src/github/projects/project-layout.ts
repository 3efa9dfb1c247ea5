import * as z from 'zod';
import { ProviderError } from '../../core/provider-error.ts';
import type { Option } from '../../core/resolve-states.ts';
import {
  boardMissing,
  boardOfUserMissing,
  boardOutOfReach,
  inArchive,
  type ProjectName,
  projectName,
} from '../../core/text/projects-board.ts';
import type { GitHub } from '../wire/client.ts';
import { query } from '../wire/graphql.ts';
import type { GraphqlAttempt, GraphqlError } from '../wire/translate-graphql-errors.ts';

/** A GitHub project, and the name of the field whose values are asked for. */
export interface ProjectReference extends ProjectName {
  readonly field: string;
}

export interface SelectField {
  readonly id: string;
  readonly name: string;
  readonly options: readonly Option[];
}

/** What a project looks like now: its single select fields and their options. */
export interface ProjectLayout {
  readonly id: string;
  readonly fields: readonly SelectField[];
  /** Where further fields begin, if there are more than a page of them. */
  readonly next: string | undefined;
}

const PAGE = 100;

/** To be selected of a `ProjectV2Owner`, under the variables `$number` and `$fieldsAfter` where it is declared. */
export const LAYOUT = `
  fragment Layout on ProjectV2 {
    id
    fields(first: ${PAGE}, after: $fieldsAfter) {
      pageInfo { hasNextPage endCursor }
      nodes { ... on ProjectV2SingleSelectField { id name options { id name } } }
    }
  }`;

/** The root field of every operation about a board. */
export const PROJECT_OWNER = 'projectOwner: repositoryOwner(login: $owner)';

const optionSchema = z.object({ id: z.string(), name: z.string() });
const selectFieldSchema = z.object({ id: z.string(), name: z.string(), options: z.array(optionSchema) });

export const pageInfoSchema = z
  .object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() })
  .transform((raw) => (raw.hasNextPage ? (raw.endCursor ?? undefined) : undefined));

export const layoutSchema = z
  .object({
    id: z.string(),
    fields: z.object({
      pageInfo: pageInfoSchema,
      // Fields of other kinds have nothing in common with the selection.
      nodes: z.array(z.union([selectFieldSchema, z.unknown().transform(() => undefined)])),
    }),
  })
  .transform(
    ({ id, fields }): ProjectLayout => ({
      id,
      fields: fields.nodes.filter((field) => field !== undefined),
      next: fields.pageInfo,
    }),
  );

/** `undefined` where GitHub knows no such owner or project; it says so by null, with or without an error. */
export const projectOwnerSchema = z
  .object({ projectV2: layoutSchema.nullish() })
  .nullable()
  .transform((owner) => owner?.projectV2 ?? undefined);

const answerSchema = z.object({ projectOwner: projectOwnerSchema });

/** The layout of a project, whatever the number of its fields. */
export async function readProjectLayout(github: GitHub, project: ProjectName): Promise<ProjectLayout> {
  let layout = await readPage(github, project, null);
  while (layout.next !== undefined) {
    const page = await readPage(github, project, layout.next);
    layout = { ...page, fields: [...layout.fields, ...page.fields] };
  }
  return layout;
}

async function readPage(
  github: GitHub,
  project: ProjectName,
  fieldsAfter: string | null,
): Promise<ProjectLayout> {
  const doing = `read the fields of ${projectName(project)}`;
  const { projectOwner } = await query(github, {
    ...aboutProject(project, doing),
    document: `query BoardLayout($owner: String!, $number: Int!, $fieldsAfter: String) {
      ${PROJECT_OWNER} { __typename ... on ProjectV2Owner { projectV2(number: $number) { ...Layout } } }
    } ${LAYOUT}`,
    variables: { owner: project.owner, number: project.number, fieldsAfter },
    answer: answerSchema,
  });
  return requireProject(projectOwner, project, doing);
}

export function requireProject<T>(found: T | undefined, project: ProjectName, doing: string): T {
  if (found !== undefined) return found;
  throw new ProviderError({ reason: 'board-missing', message: boardMissing(doing, project), status: 200 });
}

/**
 * What refusals mean that concern the project itself: there is none, the token is let into no project, or the card went
 * to the archive.
 */
export function aboutProject(
  project: ProjectName,
  doing: string,
): Pick<GraphqlAttempt, 'doing' | 'missing' | 'explain'> {
  return {
    doing,
    missing: 'board-missing',
    explain: (error, data) => {
      if (!isOfProject(error)) return undefined;
      const isUsers = usersSchema.safeParse(data).success;
      if (error.type === 'NOT_FOUND' && error.path[0] === 'projectOwner') {
        const say = isUsers ? boardOfUserMissing : boardMissing;
        return { reason: 'board-missing', message: say(doing, project) };
      }
      if (error.type === 'FORBIDDEN' || error.type === 'INSUFFICIENT_SCOPES') {
        const message = isUsers
          ? boardOfUserMissing(doing, project)
          : boardOutOfReach(doing, project, error.message);
        return { reason: 'permission-missing', message };
      }
      // Like a card that is not there: reads leave archived ones out, and the state that they keep does not count.
      if (/is archived and cannot be updated/i.test(error.message)) {
        return { reason: 'no-stage', message: inArchive(doing, project) };
      }
      return undefined;
    },
  };
}

/** What GitHub answers of the owner, beside an error about the project. */
const usersSchema = z.object({ projectOwner: z.object({ __typename: z.literal('User') }) });

function isOfProject({ path, type }: GraphqlError): boolean {
  if (type === 'INSUFFICIENT_SCOPES') return true;
  return path.some(
    (field) => field === 'projectOwner' || field === 'projectItems' || /^move\d+$/.test(`${field}`),
  );
}

const ownerSchema = z.object({ owner: z.object({ __typename: z.string() }).nullable() });

/** Whether a user owns the project. No App reaches such a project, and it sends no webhooks. */
export async function isOfUser(github: GitHub, project: ProjectName): Promise<boolean> {
  const { owner } = await query(github, {
    doing: `look whose ${projectName(project)} is`,
    missing: 'board-missing',
    document: `query BoardOwner($owner: String!) { owner: repositoryOwner(login: $owner) { __typename } }`,
    variables: { owner: project.owner },
    answer: ownerSchema,
  });
  return owner?.__typename === 'User';
}
