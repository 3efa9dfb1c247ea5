import { type EngineUse, isCostUnknown, type ModelUse } from '../engine-use.ts';

/** One sentence: minutes, tokens and money. An unknown price is said to be unknown, never left out. */
export function engineUseSentence({ models, milliseconds }: EngineUse): string {
  const time = minutesOf(milliseconds);
  if (!models) return `The engine worked for ${time}.`;
  if (models.calls === 0) return `The engine worked for ${time}, and no call of its model was answered.`;
  const { input, output, cacheRead, cacheWrite } = models.tokens;
  const tokens = [
    `${grouped(input)} in`,
    ...(cacheRead > 0 ? [`${grouped(cacheRead)} from a cache`] : []),
    ...(cacheWrite > 0 ? [`${grouped(cacheWrite)} into a cache`] : []),
    `${grouped(output)} out`,
  ];
  const calls = `${grouped(models.calls)} ${models.calls === 1 ? 'call' : 'calls'} of ${models.model}`;
  return `The engine worked for ${time}: ${calls}, tokens ${tokens.join(', ')}; ${costOf(models)}.`;
}

function costOf(models: ModelUse): string {
  if (isCostUnknown(models)) return 'the cost is unknown';
  const { nanoDollars, unpricedTokens, estimatedCalls } = models;
  const money = `${estimatedCalls > 0 ? 'at most ' : ''}${dollars(nanoDollars)} at list prices`;
  return unpricedTokens === 0
    ? money
    : `${money}, and an unknown cost for ${grouped(unpricedTokens)} of the tokens`;
}

/** Rounded up, so that what cost something never reads as nothing. */
function dollars(nanoDollars: number): string {
  const cents = Math.ceil(nanoDollars / 1e7);
  return `$${(cents / 100).toFixed(2)}`;
}

function minutesOf(milliseconds: number): string {
  if (milliseconds < 60_000) return 'less than a minute';
  const minutes = Math.round(milliseconds / 60_000);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
