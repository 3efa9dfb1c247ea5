import { itemKey } from '../../core/item-id.ts';
import { itemSubject } from '../../core/ledger/claim-subject.ts';
import { requireHeld, type Warrant } from '../../core/ledger/warrant.ts';
import { readCriteria, tickTasks } from '../../core/markdown/task-list.ts';
import { ProviderError } from '../../core/provider-error.ts';
import * as text from '../../core/text/criteria.ts';
import { readIssue } from '../../github/issues/issues.ts';
import { editIssue } from '../../github/issues/texts/edit-issue.ts';
import type { Assignment } from './assignment.ts';

interface Ticking {
  /** The item's text as the run read it. */
  readonly body: string;
  /** Numbers of criteria that the work does not meet, from 1. */
  readonly unmet: readonly number[];
}

/** A list that is longer is not what an agent was asked to meet. */
const MOST_CRITERIA = 100;

/**
 * Ticks the item's criteria that its agent says are met, once its pull request exists. A text that a person has changed
 * since is left alone. Answers with a sentence about it; empty if there was nothing to tick. Nothing fails for it.
 */
export async function tickCriteria(
  warrant: Warrant,
  { github, item }: Pick<Assignment, 'github' | 'item'>,
  { body, unmet }: Ticking,
): Promise<string> {
  requireHeld(warrant, [itemSubject(itemKey(item))]);
  const criteria = readCriteria(body);
  const met = criteria.filter(({ isTicked }, index) => !isTicked && !unmet.includes(index + 1));
  if (met.length === 0) return '';
  if (criteria.length > MOST_CRITERIA) return text.tooManyCriteria(criteria.length, MOST_CRITERIA);
  try {
    // GitHub has no conditional write for an issue: the time between the two calls is all that is left open.
    const now = await readIssue(github, item);
    if (now?.body !== body) return text.criteriaNotTicked();
    await editIssue(github, item, { body: tickTasks(body, met) });
    return text.criteriaTicked(met.length, criteria.length);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return text.criteriaUnwritten(error.message);
  }
}
