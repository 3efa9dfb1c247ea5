import type { BudgetReached } from '../ledger/budget.ts';
import { hasMark, isReason, reasons } from '../reasons.ts';
import { budgetHandedOverLine } from './budget.ts';

/** Why an item is left to a person. */
export type HandOver =
  | {
      readonly kind: 'failed';
      /** Of the failure that was the last, as the ledger counts them. */
      readonly cause: string;
      readonly maxAttempts: number;
    }
  /** Another run could pass a cap. */
  | { readonly kind: 'budget'; readonly reached: BudgetReached };

/** Said on the item, once. */
export function handedOverLine(why: HandOver): string {
  if (why.kind === 'budget') return budgetHandedOverLine(why.reached);
  const { cause, maxAttempts } = why;
  const wait = 'No agent starts on it until somebody moves it.';
  if (/(?:^| )cancelled$/.test(cause)) return `A run on this item was cancelled. ${wait}`;
  const how = cause.replace(/^\S+ /, '');
  const asked = handedOverBack(how);
  if (asked !== undefined) return `${asked} ${wait}`;
  const reason = how === 'died' ? 'its run ended without a report' : `\`${how}\``;
  // Nothing was tried a second time that would most likely end the same way.
  const isTriedOnce = isReason(how) && hasMark(how, 'needsPerson');
  const times = isTriedOnce || maxAttempts === 1 ? 'once' : `${maxAttempts} times`;
  const remedy = isTriedOnce ? `${reasons[how].remedy} ` : '';
  return `Agents have failed on this item ${times} (${reason}). ${remedy}${wait}`;
}

/** An agent that gives an item back has not failed. */
function handedOverBack(reason: string): string | undefined {
  switch (reason) {
    case 'question-asked':
      return 'An agent asks a question in a comment on this item.';
    case 'work-not-needed':
      return 'An agent found that there is nothing to do, and says why in a comment on this item.';
    case 'work-blocked':
      return 'An agent cannot go on, and says in a comment on this item what stands in its way.';
    default:
      return undefined;
  }
}
