import type { BudgetReached } from '../ledger/budget.ts';
import { dollarsText, tokensText } from './money.ts';

/** Why a run does not start, with the figures and the key of the configuration. */
export function budgetReachedSentence({ of, unit, spent, reserved, wanted, cap }: BudgetReached): string {
  const amount = unit === 'nanoDollars' ? dollarsText : tokensText;
  const key = unit === 'nanoDollars' ? `${of}-budget` : `${of}-token-budget`;
  const verb = unit === 'nanoDollars' ? 'cost' : 'take';
  const runs = of === 'item' ? 'Runs on this item' : 'Runs of today (UTC)';
  const done = unit === 'nanoDollars' ? 'have cost' : 'have taken';
  const atWork = reserved > 0 ? `, those at work may ${verb} ${amount(reserved)}` : '';
  return (
    `${runs} ${done} ${amount(spent)}${atWork}, and another one may ${verb} ${amount(wanted)}: ` +
    `together more than the ${amount(cap)} of \`${key}\`.`
  );
}

/** Said on the item, once. */
export function budgetHandedOverLine(reached: BudgetReached): string {
  const or = reached.of === 'day' ? ', or wait for the next day (UTC)' : '';
  const wait = 'No agent starts on it until somebody moves it.';
  return `${budgetReachedSentence(reached)} ${wait} That forgives failures and no cost: raise the budget first${or}.`;
}
