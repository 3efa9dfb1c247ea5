import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { unfoldBlocks } from '../../../../src/sandbox/actions/workflow/unfold-blocks.ts';

const workflow = `concurrency:
  group: >-
    web/\${{ inputs.agent }}/\${{
    inputs.item }}
jobs:
  run: # stays
    steps:
      - run: |
          echo "\${{ inputs.item }}"
            indented
      - run: |
          echo plain
`;

test('puts every expression on one line, where the parser reads the value instead of the file', () => {
  const blocks = unfoldBlocks(workflow).match(/[|>][-+]?\n/g);
  expect(blocks).toEqual(['|\n']);
});

test('changes no value', () => {
  expect(parse(unfoldBlocks(workflow))).toEqual(parse(workflow));
});

test('gives a file without such blocks back as it is', () => {
  const file = 'on:   push\njobs: { a: { steps: [ { run: "x" } ] } }\n';
  expect(unfoldBlocks(file)).toBe(file);
});

test('leaves a broken file to the parser, which says what is wrong', () => {
  const file = 'on: [push\n';
  expect(unfoldBlocks(file)).toBe(file);
});
