import { expect, test } from 'vitest';
import { readWorkflow } from '../../../src/doctor/workflow/read-workflow.ts';
import { dispatchInputs } from '../../../src/doctor/workflow/workflow.ts';

const withInput = (input: string): string => `on:
  workflow_dispatch:
    inputs:
      x: { ${input} }
jobs:
  run:
    runs-on: ubuntu-latest
    steps: [{ run: echo }]
`;

async function inputOf(input: string) {
  const read = await readWorkflow('.github/workflows/a.yml', withInput(input));
  if (read.kind === 'invalid') throw new Error(read.problems.join('; '));
  const [only] = dispatchInputs(read.workflow) ?? [];
  if (!only) throw new Error('There is no input');
  return only;
}

test.each([
  "type: boolean, default: 'true'",
  'type: boolean, default: true',
  'type: string, default: 5',
  'type: string, default: true',
  'default: 3.11',
  'type: number, default: "5"',
  "type: choice, options: ['1', '2'], default: 1",
])('is readable with an input { %s }, as on GitHub', async (input) => {
  expect(await inputOf(`required: true, ${input}`)).toMatchObject({ name: 'x', isRequired: false });
});

test.each([
  ['an input of an unknown type', withInput('type: date')],
  ['a choice of nothing', withInput('type: choice')],
  ['no jobs', 'on: push\n'],
])('is not with %s', async (_, text) => {
  expect(await readWorkflow('.github/workflows/a.yml', text)).toMatchObject({ kind: 'invalid' });
});

test.each([
  ['type: string', ['', 'x', '5'], []],
  ['description: anything', ['', 'x'], []],
  ['type: choice, options: [a, 5]', ['a', '5'], ['', 'b', 'A']],
  ['type: boolean', ['true', 'false', ''], ['yes']],
  ['type: number', ['5', '1.5', ''], ['x']],
])('{ %s } takes %j and refuses %j', async (input, taken, refused) => {
  const { takes } = await inputOf(input);
  expect(taken.filter((value) => !takes(value))).toEqual([]);
  expect(refused.filter(takes)).toEqual([]);
});
