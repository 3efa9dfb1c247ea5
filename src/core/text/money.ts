import type { CostSum } from '../ledger/cost.ts';

/** Rounded up to a cent, so that what cost something never reads as nothing. */
export function dollarsText(nanoDollars: number): string {
  return `$${grouped((Math.ceil(nanoDollars / 1e7) / 100).toFixed(2))}`;
}

export function tokensText(count: number): string {
  return `${countText(count)} ${count === 1 ? 'token' : 'tokens'}`;
}

export function countText(count: number): string {
  return grouped(String(count));
}

/** What many runs cost. What nobody could count is never left out. */
export function costText({ nanoDollars, unpricedTokens, uncountedRuns }: CountedCost): string {
  const isPart = unpricedTokens > 0 || uncountedRuns > 0;
  if (isPart && nanoDollars === 0) return 'unknown';
  return isPart ? `${dollarsText(nanoDollars)} and an unknown part` : dollarsText(nanoDollars);
}

type CountedCost = Pick<CostSum, 'nanoDollars' | 'unpricedTokens' | 'uncountedRuns'>;

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
