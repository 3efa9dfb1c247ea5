import { type EngineUse, isCostUnknown, type ModelUse } from '../engine-use.ts';
import { countText, dollarsText } from './money.ts';

/** One sentence: minutes, tokens and money. An unknown price is said to be unknown, never left out. */
export function engineUseSentence({ models, milliseconds }: EngineUse): string {
  const time = minutesOf(milliseconds);
  if (!models) return `The engine worked for ${time}.`;
  if (models.calls === 0) return `The engine worked for ${time}, and no call of its model was answered.`;
  const { input, output, cacheRead, cacheWrite } = models.tokens;
  const tokens = [
    `${countText(input)} in`,
    ...(cacheRead > 0 ? [`${countText(cacheRead)} from a cache`] : []),
    ...(cacheWrite > 0 ? [`${countText(cacheWrite)} into a cache`] : []),
    `${countText(output)} out`,
  ];
  const calls = `${countText(models.calls)} ${models.calls === 1 ? 'call' : 'calls'} of ${models.model}`;
  return `The engine worked for ${time}: ${calls}, tokens ${models.estimatedCalls > 0 ? 'at most ' : ''}${tokens.join(', ')}; ${costOf(models)}.`;
}

function costOf(models: ModelUse): string {
  if (isCostUnknown(models)) return 'the cost is unknown';
  const { nanoDollars, unpricedTokens, estimatedCalls } = models;
  const money = `${estimatedCalls > 0 ? 'at most ' : ''}${dollarsText(nanoDollars)} at list prices`;
  return unpricedTokens === 0
    ? money
    : `${money}, and an unknown cost for ${countText(unpricedTokens)} of the tokens`;
}

function minutesOf(milliseconds: number): string {
  if (milliseconds < 60_000) return 'less than a minute';
  const minutes = Math.round(milliseconds / 60_000);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
