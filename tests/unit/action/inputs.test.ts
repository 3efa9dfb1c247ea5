import { readFileSync } from 'node:fs';
import { validate } from '@actions/languageservice';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { INPUTS, OUTPUTS, readInputs } from '../../../src/action/inputs.ts';

const text = readFileSync(new URL('../../../action.yml', import.meta.url), 'utf8');
const manifest = parse(text);

test('action.yml declares exactly the inputs that the code reads, with their defaults', () => {
  expect(manifest.inputs).toEqual(INPUTS);
});

test('action.yml declares exactly the outputs that tasks set', () => {
  expect(manifest.outputs).toEqual(OUTPUTS);
});

test("action.yml is accepted by GitHub's own validator", async () => {
  expect(await problemsOf(text, 'interlock')).toEqual([]);
  expect(await problemsOf(`${text}surplus: true\n`, 'another')).not.toEqual([]);
});

async function problemsOf(manifest: string, folder: string): Promise<readonly string[]> {
  const document = TextDocument.create(`file:///${folder}/action.yml`, 'yaml', 1, manifest);
  return (await validate(document)).map(({ message }) => String(message));
}

test('the post step runs whatever became of the run', () => {
  expect(manifest.runs).toEqual({
    using: 'node24',
    main: 'dist/action/main.js',
    post: 'dist/action/post.js',
    'post-if': 'always()',
  });
});

test('inputs are read by their names, without the blanks around them', () => {
  const read = readInputs((name) => (name === 'destination' ? ' Todo\n' : ''));
  expect(read.destination).toBe('Todo');
  expect(Object.keys(read)).toEqual(Object.keys(INPUTS));
});

test('what a concurrency group or the name of a run is made of is read with its blanks', () => {
  const read = readInputs(() => ' x\n');
  const kept = Object.entries(read).flatMap(([name, text]) => (text === ' x\n' ? [name] : []));
  expect(kept).toEqual(['project', 'agent', 'item', 'dispatch']);
});

test('every input in the group or the name of the shipped workflows is read with its blanks', () => {
  for (const file of ['workflow.yml', 'workflow-app.yml', 'move.yml']) {
    const example = readFileSync(new URL(`../../../docs/examples/${file}`, import.meta.url), 'utf8');
    const { concurrency, 'run-name': name = '' } = parse(example);
    const used = [...`${concurrency.group} ${name}`.matchAll(/inputs\.([\w-]+)/g)].map(([, input]) => input);
    expect(used.length).toBeGreaterThan(0);
    const read: Readonly<Record<string, string>> = readInputs(() => ' x ');
    for (const input of used) expect(read[input ?? '']).toBe(' x ');
  }
});
