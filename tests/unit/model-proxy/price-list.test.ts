import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostOf } from '../../../src/model-proxy/meter/meter.ts';
import { loadPriceList, toNanoDollars, withoutPrices } from '../../../src/model-proxy/meter/price-list.ts';
import { NOW } from './model-world.ts';

const SEED = 20_261_201;

const SERVERS = {
  anthropic: 'https://api.anthropic.com',
  openai: 'https://api.openai.com/v1',
  google: 'https://generativelanguage.googleapis.com',
} as const;

it.each([
  ['anthropic', 'claude-sonnet-4-5', 200_000],
  ['anthropic', 'claude-of-tomorrow', undefined],
  ['openai', 'gpt-4', 8_192],
] as const)('the window of %s %s is %s tokens, whoever serves it', async (provider, model, window) => {
  const list = await loadPriceList({ provider, baseUrl: 'https://models.acme.test' });
  expect(list.windowOf(model)).toBe(window);
});

describe('the price list', () => {
  it('knows prices as integers, and rounds up', () => {
    expect(toNanoDollars(0.000_000_000_1)).toBe(1);
    expect(toNanoDollars(5.024_675)).toBe(5_024_675_000);
    expect(toNanoDollars(0.1 + 0.2)).toBe(300_000_000);
    expect(toNanoDollars(0)).toBe(0);
  });

  it('leaves the price of an unknown model unknown', async () => {
    const list = await loadPriceList({ provider: 'openai', baseUrl: SERVERS.openai });
    expect(
      list.priceOf({ input_tokens: 0, output_tokens: 0 }, { model: 'gpt-6.1-sol', at: NOW }),
    ).toBeUndefined();
    expect(
      mostOf(
        { model: 'gpt-6.1-sol', inputTokens: 3, outputTokens: 4, mayCacheLong: true },
        { model: 'gpt-6.1-sol', at: NOW },
        list,
      ),
    ).toEqual({
      tokens: 7,
      nanoDollars: undefined,
    });
  });

  it('leaves prices of a server unknown that it does not know', async () => {
    for (const baseUrl of [
      'http://127.0.0.1:4000',
      'https://gateway.acme.example/https://api.anthropic.com',
    ]) {
      const list = await loadPriceList({ provider: 'anthropic', baseUrl });
      expect(list.priceOf({ input_tokens: 1 }, { model: 'claude-opus-4-8', at: NOW })).toBeUndefined();
      expect(list.readUsage({ usage: { input_tokens: 1, output_tokens: 2 } }, 'default')).toEqual({
        input_tokens: 1,
        output_tokens: 2,
      });
    }
  });

  it('has no prices for a key that is not billed by use', async () => {
    const list = withoutPrices(await loadPriceList({ provider: 'anthropic', baseUrl: SERVERS.anthropic }));
    expect(list.priceOf({ input_tokens: 1 }, { model: 'claude-opus-4-8', at: NOW })).toBeUndefined();
  });

  it.each([
    ['anthropic', 'claude-opus-4-8'],
    ['anthropic', 'claude-sonnet-4-5'],
    ['openai', 'gpt-5.5'],
    ['openai', 'gpt-5.6-sol'],
    ['openai', 'o3-pro'],
    ['google', 'gemini-2.5-pro'],
    ['google', 'gemini-3.8-flash'],
  ] as const)('never sets aside less than a call can cost: %s %s', async (provider, model) => {
    const list = await loadPriceList({ provider, baseUrl: SERVERS[provider] });
    const call = { model, at: NOW };
    const tokens = fc.integer({ min: 0, max: 400_000 });
    const rare = fc.oneof(fc.constant(0), tokens);
    fc.assert(
      fc.property(tokens, tokens, tokens, rare, tokens, (...[input, cacheRead, write, longWrite, output]) => {
        const usage = {
          input_tokens: input + cacheRead + write + longWrite,
          cache_read_tokens: cacheRead,
          cache_write_tokens: write + longWrite,
          cache_write_1h_tokens: longWrite,
          output_tokens: output,
        };
        const cost = list.priceOf(usage, call);
        const most = mostOf(
          { model, inputTokens: usage.input_tokens, outputTokens: output, mayCacheLong: longWrite > 0 },
          call,
          list,
        );
        expect(cost).toBeDefined();
        expect(cost).toBeLessThanOrEqual(most.nanoDollars ?? -1);
      }),
      { seed: SEED },
    );
  });
});
