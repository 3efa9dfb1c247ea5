import * as z from 'zod';
import { type ItemId, parseItemId } from '../../core/item-id.ts';

/** What a project shows of an issue: GitHub calls it an item, which here is the issue itself. */
export interface Card {
  readonly id: string;
  /** Node id of its project. */
  readonly project: string;
  /** When anything of it was changed last. ISO 8601, UTC. */
  readonly updatedAt: string;
  /** Absent: the card has no value in the field. */
  readonly value?: FieldValue;
}

export interface FieldValue {
  readonly optionId: string;
  readonly name: string;
  /** When the value was last set: its version. ISO 8601, UTC. */
  readonly updatedAt: string;
}

/** An issue as GraphQL tells it. */
export interface IssueFacts {
  readonly id: ItemId;
  readonly nodeId: string;
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly open: boolean;
  readonly createdAt: string;
  /** Open issues that block it, those that the token cannot see included. */
  readonly openBlockers: number;
}

export interface IssueWithCards extends IssueFacts {
  /** On whatever project, archived ones left out. */
  readonly cards: readonly Card[];
  /** There are more cards than were asked for. */
  readonly hasMoreCards: boolean;
}

/** Issues stand on few projects; one on more than these is not understood. */
const CARDS = 50;

/** Under the variable `$field`, the exact name of the field. */
export const CARD = `
  fragment Card on ProjectV2Item {
    id
    project { id }
    updatedAt
    fieldValueByName(name: $field) {
      ... on ProjectV2ItemFieldSingleSelectValue { optionId name updatedAt }
    }
  }`;

export const ISSUE_FACTS = `
  fragment IssueFacts on Issue {
    id number title body url state createdAt
    repository { nameWithOwner }
    issueDependenciesSummary { blockedBy }
  }`;

export const ISSUE_WITH_CARDS = `
  fragment IssueWithCards on Issue {
    ...IssueFacts
    projectItems(first: ${CARDS}, includeArchived: false) { pageInfo { hasNextPage } nodes { ...Card } }
  } ${ISSUE_FACTS} ${CARD}`;

export const fieldValueSchema = z
  .object({ optionId: z.string(), name: z.string(), updatedAt: z.string() })
  .transform((raw): FieldValue => raw);

/** A field of another kind answers with an object of nothing that was selected. */
export const fieldValueOrNoneSchema = z
  .union([fieldValueSchema, z.strictObject({}).transform(() => undefined), z.null()])
  .transform((value) => value ?? undefined);

const rawCardSchema = z.object({
  id: z.string(),
  project: z.object({ id: z.string() }),
  updatedAt: z.string(),
  fieldValueByName: fieldValueOrNoneSchema,
});

export const cardSchema = rawCardSchema.transform(
  ({ id, project, updatedAt, fieldValueByName: value }): Card => ({
    id,
    project: project.id,
    updatedAt,
    ...(value && { value }),
  }),
);

const rawIssueSchema = z.object({
  id: z.string(),
  number: z.int(),
  title: z.string(),
  body: z.string(),
  url: z.string(),
  state: z.enum(['OPEN', 'CLOSED']),
  createdAt: z.string(),
  repository: z.object({ nameWithOwner: z.string() }),
  issueDependenciesSummary: z.object({ blockedBy: z.int() }),
});

export const issueWithCardsSchema = rawIssueSchema
  .extend({
    projectItems: z.object({ pageInfo: z.object({ hasNextPage: z.boolean() }), nodes: z.array(cardSchema) }),
  })
  .transform(({ projectItems, ...issue }, context): IssueWithCards => {
    const facts = toIssueFacts(issue, context);
    return { ...facts, cards: projectItems.nodes, hasMoreCards: projectItems.pageInfo.hasNextPage };
  });

export function itemIdOf(nameWithOwner: string, number: number): ItemId | undefined {
  return parseItemId(`${nameWithOwner}#${number}`);
}

function toIssueFacts(raw: z.infer<typeof rawIssueSchema>, context: z.RefinementCtx): IssueFacts {
  const id = itemIdOf(raw.repository.nameWithOwner, raw.number);
  if (!id) {
    context.addIssue({ code: 'custom', path: ['repository'], message: 'is not the name of a repository' });
    return z.NEVER;
  }
  return {
    id,
    nodeId: raw.id,
    title: raw.title,
    body: raw.body,
    url: raw.url,
    open: raw.state === 'OPEN',
    createdAt: raw.createdAt,
    openBlockers: raw.issueDependenciesSummary.blockedBy,
  };
}
