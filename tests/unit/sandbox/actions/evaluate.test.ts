import { describe, expect, test } from 'vitest';

import { toJson } from '../../../../src/sandbox/actions/expressions/data.ts';
import {
  evaluateCondition,
  evaluateExpression,
  type Scope,
} from '../../../../src/sandbox/actions/expressions/evaluate.ts';
import { evaluateTemplate } from '../../../../src/sandbox/actions/expressions/evaluate-template.ts';

const scope: Scope = {
  contexts: {
    github: { event_name: 'issues', event: { issue: { labels: [{ name: 'a' }, { name: 'b' }] } } },
    inputs: { agent: 'backlog-manager', item: '', dry: false, count: 3 },
    vars: {},
  },
  status: { success: true, failure: false, cancelled: false },
};

const evaluate = (expression: string): unknown => toJson(evaluateExpression(expression, scope));

describe('expressions', () => {
  test.each([
    ["inputs.agent == 'Backlog-Manager'", true],
    ['inputs.missing', null],
    ["vars.PAUSED != 'true'", true],
    ["inputs.item || 'none'", 'none'],
    ['inputs.count > 2', true],
    ['!inputs.dry', true],
    ["contains(fromJSON('[\"backlog-manager\"]'), inputs.agent) && 'one' || 'many'", 'one'],
    ["format('{0}/{1}', inputs.agent, inputs.count)", 'backlog-manager/3'],
    ["join(github.event.issue.labels.*.name, '+')", 'a+b'],
    ["startsWith(inputs.agent, 'backlog') && endsWith(inputs.agent, 'manager')", true],
    ['toJSON(inputs.dry)', 'false'],
    ['INPUTS.AGENT', 'backlog-manager'],
    ["'''it''s'' all'", "'it's' all"],
    ["format('''{0}'' {{}} ''{0}''', inputs.count)", "'3' {} '3'"],
  ])('%s', (expression, value) => {
    expect(evaluate(expression)).toEqual(value);
  });

  test('refuse a context that is not there', () => {
    expect(() => evaluate('secrets.TOKEN')).toThrow('secrets');
  });

  test('refuse hashFiles, which the sandbox does not do', () => {
    expect(() => evaluate("hashFiles('**/*.lock')")).toThrow('The sandbox does not do this: hashFiles()');
  });
});

describe('status functions', () => {
  const status = (now: NonNullable<Scope['status']>, expression: string): boolean =>
    evaluateCondition(expression, { ...scope, status: now });
  const succeeded = { success: true, failure: false, cancelled: false };
  const failed = { success: false, failure: true, cancelled: false };
  const cancelled = { success: false, failure: false, cancelled: true };

  test.each([
    [succeeded, 'success()', true],
    [failed, 'success()', false],
    [failed, 'failure()', true],
    [cancelled, 'failure()', false],
    [cancelled, 'cancelled()', true],
    [cancelled, 'always()', true],
    [failed, '!cancelled()', true],
  ])('%j: %s is %s', (now, expression, answer) => {
    expect(status(now, expression)).toBe(answer);
  });

  test('are unknown where GitHub does not allow them', () => {
    expect(() => evaluateExpression('success()', { contexts: {} })).toThrow('success');
  });
});

describe('a string with expressions in it', () => {
  test('has every expression replaced', () => {
    expect(evaluateTemplate('a ${{ inputs.count }} b ${{ inputs.dry }}', scope)).toBe('a 3 b false');
  });

  test('may hold braces in quotes', () => {
    expect(evaluateTemplate("${{ format('{0}', '}}') }}", scope)).toBe('}}');
  });
});
