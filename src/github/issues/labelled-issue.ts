import * as z from 'zod';
import type { ItemId } from '../../core/item-id.ts';
import { itemIdOf } from '../projects/project-cards.ts';

/** An issue with its labels, and when labels came and went. */
export interface LabelledIssue {
  readonly id: ItemId;
  readonly nodeId: string;
  readonly open: boolean;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly labels: readonly { readonly id: string; readonly name: string }[];
  readonly hasMoreLabels: boolean;
  /** The latest, oldest first. */
  readonly events: readonly LabelEvent[];
  readonly hasEarlierEvents: boolean;
}

export interface LabelEvent {
  /** The label's present name. */
  readonly label: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

const EVENTS = 50;

export const LABELLED_ISSUE = `
  fragment LabelledIssue on Issue {
    id number state createdAt
    repository { nameWithOwner }
    labels(first: 100) { pageInfo { hasNextPage } nodes { id name } }
    timelineItems(last: ${EVENTS}, itemTypes: [LABELED_EVENT, UNLABELED_EVENT]) {
      pageInfo { hasPreviousPage }
      nodes {
        ... on LabeledEvent { createdAt label { name } }
        ... on UnlabeledEvent { createdAt label { name } }
      }
    }
  }`;

const eventSchema = z
  .object({ createdAt: z.string(), label: z.object({ name: z.string() }) })
  .transform(({ createdAt, label }): LabelEvent => ({ label: label.name, at: createdAt }));

export const labelledIssueSchema = z
  .object({
    id: z.string(),
    number: z.int(),
    state: z.enum(['OPEN', 'CLOSED']),
    createdAt: z.string(),
    repository: z.object({ nameWithOwner: z.string() }),
    labels: z.object({
      pageInfo: z.object({ hasNextPage: z.boolean() }),
      nodes: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
    timelineItems: z.object({
      pageInfo: z.object({ hasPreviousPage: z.boolean() }),
      // Null: what is left of an event whose label is gone.
      nodes: z.array(eventSchema.nullable()),
    }),
  })
  .transform((raw, context): LabelledIssue => {
    const id = itemIdOf(raw.repository.nameWithOwner, raw.number);
    if (!id) {
      context.addIssue({ code: 'custom', path: ['repository'], message: 'is not the name of a repository' });
      return z.NEVER;
    }
    return {
      id,
      nodeId: raw.id,
      open: raw.state === 'OPEN',
      createdAt: raw.createdAt,
      labels: raw.labels.nodes,
      hasMoreLabels: raw.labels.pageInfo.hasNextPage,
      events: raw.timelineItems.nodes.filter((event) => event !== null),
      hasEarlierEvents: raw.timelineItems.pageInfo.hasPreviousPage,
    };
  });
