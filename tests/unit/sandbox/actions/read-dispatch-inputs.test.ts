import { describe, expect, test } from 'vitest';

import { readDispatchInputs } from '../../../../src/sandbox/actions/dispatch/read-dispatch-inputs.ts';
import type { DispatchInput } from '../../../../src/sandbox/actions/workflow/workflow.ts';

const input = (more: Partial<DispatchInput> = {}): DispatchInput => ({
  type: 'string',
  required: false,
  default: undefined,
  options: [],
  ...more,
});

describe('the inputs of a dispatch', () => {
  test('get their defaults', () => {
    const declared = { cause: input({ default: 'manual' }), item: input() };
    expect(readDispatchInputs(declared, {})).toMatchObject({
      ok: true,
      strings: { cause: 'manual', item: '' },
    });
  });

  test('are strings in the payload and typed in the inputs context', () => {
    const declared = { dry: input({ type: 'boolean' }), count: input({ type: 'number' }) };
    expect(readDispatchInputs(declared, { dry: true, count: '3' })).toEqual({
      ok: true,
      strings: { dry: 'true', count: '3' },
      typed: { dry: true, count: 3 },
    });
  });

  test.each([
    ['an input that is not declared', {}, { who: 'x' }, 'Unexpected inputs provided: ["who"]'],
    [
      'a required input that is missing',
      { who: input({ required: true }) },
      {},
      "Required input 'who' not provided",
    ],
    ['a required input that is empty', { who: input({ required: true }) }, { who: '' }, 'not provided'],
    ['a boolean that is none', { dry: input({ type: 'boolean' }) }, { dry: 'yes' }, "not of type 'boolean'"],
    ['a number that is none', { n: input({ type: 'number' }) }, { n: 'many' }, "not of type 'number'"],
    [
      'a choice that is not offered',
      { size: input({ type: 'choice', options: ['s', 'm'] }) },
      { size: 'xl' },
      'not in the list of allowed values',
    ],
    ['an object for a value', { who: input() }, { who: { name: 'x' } }, "input 'who'"],
    ['more text than GitHub takes', { who: input() }, { who: 'x'.repeat(70_000) }, 'inputs are too large'],
  ])('are refused with %s', (_, declared, sent, message) => {
    expect(readDispatchInputs(declared as Record<string, DispatchInput>, sent)).toEqual({
      ok: false,
      message: expect.stringContaining(message) as string,
    });
  });
});
