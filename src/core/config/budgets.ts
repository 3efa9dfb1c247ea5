import * as z from 'zod';
import type { Cap, RunBudget } from '../ledger/budget.ts';
import type { LedgerMode } from '../mode.ts';

const NEVER = 'with nothing to spend no agent would ever start; leave the agent out instead';

/** A sum in US dollars. Nobody writes 0 to have no bound, and nobody needs it to have nothing run. */
export const dollarsSchema = z
  .number()
  .min(0.01, { error: `expected at least 0.01: ${NEVER}` })
  .max(1_000_000);

export const tokensSchema = z
  .int()
  .min(1000, { error: `expected at least 1000: ${NEVER}` })
  .max(1_000_000_000_000);

/** The keys of a configuration that bound what runs may cost together. */
export const budgetKeys = {
  'item-budget': dollarsSchema
    .optional()
    .describe(
      'US dollars that all runs on an item may cost together, until it is closed. A run that could pass it does not start, and the item is left to a person. Left out: no bound. [More](models.md#budgets-of-items-and-days)',
    )
    .meta({ examples: [20] }),
  'item-token-budget': tokensSchema
    .optional()
    .describe(
      'The same in tokens, for models whose price is not known. Left out: a million for each dollar of `item-budget`.',
    )
    .meta({ examples: [20_000_000] }),
  'day-budget': dollarsSchema
    .optional()
    .describe(
      'US dollars that all runs of the project may cost together in a day (UTC). A run that could pass it does not start, and its item is left to a person. Left out: no bound.',
    )
    .meta({ examples: [100] }),
  'day-token-budget': tokensSchema
    .optional()
    .describe(
      'The same in tokens, for models whose price is not known. Left out: a million for each dollar of `day-budget`.',
    )
    .meta({ examples: [100_000_000] }),
};

type BudgetKey = keyof typeof budgetKeys;

type Budgets = Readonly<Partial<Record<BudgetKey, number | undefined>>>;

interface BudgetedFile extends Budgets {
  readonly ledger: LedgerMode;
  readonly agents: Readonly<Record<string, object | undefined>>;
}

/** What contradicts itself: a bound that nobody keeps, and a run that could never start. */
export function checkBudgets(file: BudgetedFile, context: z.core.$RefinementCtx): void {
  const issue = (path: readonly string[], message: string): void =>
    context.addIssue({ code: 'custom', path: [...path], message });
  for (const key of KEYS) {
    const most = file[key];
    if (most === undefined) continue;
    if (file.ledger === 'off') {
      issue([key], 'expected with a ledger only, which remembers what runs cost: remove `ledger: off`');
    }
    const own = key.endsWith('token-budget') ? 'token-budget' : 'budget';
    for (const [name, agent] of Object.entries(file.agents)) {
      const wanted = budgetIn(agent, own);
      if (wanted === undefined || wanted <= most) continue;
      issue(['agents', name, own], `expected at most the ${most} of \`${key}\`: no run could ever start`);
    }
  }
}

const KEYS = Object.keys(budgetKeys) as readonly BudgetKey[];

function budgetIn(agent: object | undefined, key: 'budget' | 'token-budget'): number | undefined {
  const found = agent && (agent as Readonly<Record<string, unknown>>)[key];
  return typeof found === 'number' ? found : undefined;
}

const TOKENS_PER_DOLLAR = 1_000_000;

/** What the runs of an item, and those of a day, may cost together. */
export function toCaps(file: BudgetedFile): RunBudget['caps'] {
  const runs = Object.values(file.agents).map((agent) => budgetIn(agent, 'token-budget') ?? 0);
  const capOf = (dollars: number | undefined, tokens: number | undefined): Cap => {
    if (dollars === undefined) return tokens === undefined ? {} : { unpricedTokens: tokens };
    // A price that is not known must not make a cap in money none at all; and each agent can start once at least.
    const instead = Math.max(Math.round(dollars * TOKENS_PER_DOLLAR), ...runs);
    return { nanoDollars: nanoDollarsOf(dollars), unpricedTokens: tokens ?? instead };
  };
  return {
    item: capOf(file['item-budget'], file['item-token-budget']),
    day: capOf(file['day-budget'], file['day-token-budget']),
  };
}

/** The unit of every sum: an integer, so that sums are exact. */
export function nanoDollarsOf(dollars: number): number {
  return Math.round(dollars * 1e9);
}
