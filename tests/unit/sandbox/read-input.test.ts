import { expect, test } from 'vitest';
import { operation } from '../../../src/sandbox/openapi/description.ts';
import { Schemas } from '../../../src/sandbox/openapi/schemas.ts';
import { coerceParams } from '../../../src/sandbox/rest/read-input.ts';

test.each([
  { text: '110101', meant: 110101 },
  { text: 'ci.yml', meant: 'ci.yml' },
])('a parameter that may be a number or a name: $text', ({ text, meant }) => {
  const path = { owner: 'acme', repo: 'web', workflow_id: text };
  const dispatch = operation('actions/create-workflow-dispatch');
  const { params, violations } = coerceParams(new Schemas(), dispatch, path, new URLSearchParams());
  expect(violations).toEqual([]);
  expect(params['workflow_id']).toBe(meant);
});
