import { nanoDollarsOf } from '../config/budgets.ts';
import { NO_BUDGET, type RunBudget } from '../ledger/budget.ts';
import type { ConfiguredAgent } from './project-agents.ts';

/** What a run of the agent reserves, and may not pass together with others. */
export function runBudgetOf(agent: ConfiguredAgent | undefined, caps: RunBudget['caps']): RunBudget {
  if (!agent || !('budget' in agent)) return { ...NO_BUDGET, caps };
  const { dollars, tokens } = agent.budget;
  return { reserve: { nanoDollars: nanoDollarsOf(dollars), unpricedTokens: tokens }, caps };
}
