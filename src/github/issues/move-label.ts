import * as z from 'zod';
import { formatItemId, type ItemId } from '../../core/item-id.ts';
import type { GitHub } from '../wire/client.ts';
import { type Ended, mutateEach } from '../wire/graphql.ts';
import { LABELLED_ISSUE, type LabelledIssue, labelledIssueSchema } from './labelled-issue.ts';

export interface LabelMove {
  readonly item: ItemId;
  /** Node id of the issue. */
  readonly issue: string;
  /** Node id of a label. */
  readonly add: string;
  /** Node ids of labels; may be none. */
  readonly remove: readonly string[];
}

export interface LabelMoved {
  readonly added: Ended<LabelledIssue>;
  /** `undefined` if there was nothing to remove. */
  readonly removed: Ended<LabelledIssue> | undefined;
}

const answerSchema = z
  .object({ labelable: labelledIssueSchema })
  .transform(({ labelable }): LabelledIssue => labelable);

/** Adds a label, then takes others away, in one request that answers with the issue after each of the two. */
export async function moveLabel(
  github: GitHub,
  { item, issue, add, remove }: LabelMove,
): Promise<LabelMoved> {
  const isRemoving = remove.length > 0;
  const removal = `removed: removeLabelsFromLabelable(input: { labelableId: $issue, labelIds: $remove }) {
    labelable { ... on Issue { ...LabelledIssue } }
  }`;
  const [added, removed] = await mutateEach(
    github,
    {
      doing: `move ${formatItemId(item)}`,
      missing: 'item-missing',
      needs: ['issues: write'],
      document: `mutation MoveLabel($issue: ID!, $add: [ID!]!${isRemoving ? ', $remove: [ID!]!' : ''}) {
        added: addLabelsToLabelable(input: { labelableId: $issue, labelIds: $add }) {
          labelable { ... on Issue { ...LabelledIssue } }
        }
        ${isRemoving ? removal : ''}
      } ${LABELLED_ISSUE}`,
      variables: { issue, add: [add], ...(isRemoving && { remove }) },
      answer: answerSchema,
    },
    isRemoving ? ['added', 'removed'] : ['added'],
  );
  if (!added) throw new Error('A mutation has no answer');
  return { added, removed };
}
