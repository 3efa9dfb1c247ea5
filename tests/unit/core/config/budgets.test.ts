import { describe, expect, test } from 'vitest';
import { runBudgetOf } from '../../../../src/core/agents/run-budget.ts';
import type { Config } from '../../../../src/core/config/config.ts';
import { parseConfig } from '../../../../src/core/config/parse-config.ts';

const CLAUDE = 'engine: claude, model: claude-opus-4-8';

function parse(lines: string, implementation = CLAUDE) {
  const text = `version: 1\nproject: web\nboard: { type: github-labels }\n${lines}\nagents:\n  implementation: { ${implementation} }\n`;
  return parseConfig(text, { owner: 'acme', repository: 'web' });
}

function configOf(...given: Parameters<typeof parse>): Config {
  const parsed = parse(...given);
  if (parsed.kind !== 'valid') throw new Error(parsed.message);
  return parsed.config;
}

describe('what items and days may cost', () => {
  test('is not bounded where nothing is said', () => {
    expect(configOf('').caps).toEqual({ item: {}, day: {} });
  });

  test('counts in whole nano-dollars, and in tokens where a price is not known', () => {
    const lines =
      'item-budget: 20.01\nitem-token-budget: 7000000\nday-budget: 100\nday-token-budget: 9000000';
    expect(configOf(lines).caps).toEqual({
      item: { nanoDollars: 20_010_000_000, unpricedTokens: 7_000_000 },
      day: { nanoDollars: 100_000_000_000, unpricedTokens: 9_000_000 },
    });
  });

  test('in money bounds tokens too: an unknown price is no way around it', () => {
    const { caps } = configOf('item-budget: 20\nday-budget: 5', `${CLAUDE}, token-budget: 8000000`);
    expect(caps.item.unpricedTokens).toBe(20_000_000);
    // Not so few that no run could ever start.
    expect(caps.day.unpricedTokens).toBe(8_000_000);
  });

  test('in tokens alone leaves money alone', () => {
    expect(configOf('item-token-budget: 5000000').caps.item).toEqual({ unpricedTokens: 5_000_000 });
  });

  test.each([
    [
      'item-budget: 0',
      'item-budget: found 0, expected at least 0.01: with nothing to spend no agent would ever start',
    ],
    ['day-token-budget: 0', 'day-token-budget: found 0, expected at least 1000: with nothing to spend'],
    ['day-budget: -1', 'day-budget: found -1, expected at least 0.01'],
    ['item-budget: much', 'item-budget: found "much", expected a number'],
    [
      'item-budget: 4.99',
      'agents.implementation.budget: found nothing, expected at most the 4.99 of `item-budget`: no run could ever start',
    ],
    [
      'day-token-budget: 4000000',
      'agents.implementation.token-budget: found nothing, expected at most the 4000000 of `day-token-budget`',
    ],
    ['ledger: off\nitem-budget: 20', 'item-budget: found 20, expected with a ledger only'],
  ])('is told what is wrong: %s', (lines, problem) => {
    expect(parse(lines)).toMatchObject({ kind: 'invalid', message: expect.stringContaining(problem) });
  });
});

describe('what a run reserves', () => {
  test('is its whole budget, in both units: nobody knows yet which of them it needs', () => {
    const { agents, caps } = configOf('item-budget: 20', `${CLAUDE}, budget: 2.5, token-budget: 1000000`);
    expect(runBudgetOf(agents.configured[0], caps)).toEqual({
      reserve: { nanoDollars: 2_500_000_000, unpricedTokens: 1_000_000 },
      caps,
    });
  });

  test('is nothing for a command, which has no key of ours', () => {
    const { agents, caps } = configOf('item-budget: 20', 'engine: command, command: ./do.sh');
    expect(runBudgetOf(agents.configured[0], caps).reserve).toEqual({ nanoDollars: 0, unpricedTokens: 0 });
  });
});
