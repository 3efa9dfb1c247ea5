import { readFileSync } from 'node:fs';
import { validate } from '@actions/languageservice';
import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { parseConfig } from '../../../src/core/config/parse-config.ts';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

// The language service caches by URI.
let documents = 0;
const problemsOf = async (text: string): Promise<readonly string[]> => {
  documents += 1;
  const uri = `file:///repository-${documents}/.github/workflows/example.yml`;
  const diagnostics = await validate(TextDocument.create(uri, 'yaml', 1, text));
  return diagnostics.map(({ message, range }) => `${range.start.line + 1}: ${JSON.stringify(message)}`);
};

describe('an example configuration', () => {
  test.each([
    [
      'interlock.yml',
      { engine: 'claude', model: 'claude-opus-4-8' },
      { engine: 'claude', model: 'claude-opus-4-8' },
    ],
    ['interlock-command.yml', { engine: 'policy' }, { engine: 'command', command: './scripts/implement.sh' }],
  ])('%s parses, and names both agents of this version', (file, choosing, working) => {
    const parsed = parseConfig(read(`docs/examples/${file}`), { owner: 'acme', repository: 'web' });
    expect(parsed).toMatchObject({
      kind: 'valid',
      config: {
        project: 'web',
        maxInFlight: 1,
        workflow: 'interlock.yml',
        agents: {
          configured: [
            {
              definition: { name: 'backlog-manager' },
              triggers: expect.arrayContaining(['pull-request-merged']),
              ...choosing,
            },
            { definition: { name: 'implementation' }, ...working },
          ],
        },
      },
    });
  });
});

test('the example configuration of a GitHub project parses', () => {
  const text = read('docs/examples/interlock-projects.yml');
  expect(parseConfig(text, { owner: 'acme', repository: 'web' })).toMatchObject({
    kind: 'valid',
    config: { board: { type: 'github-projects', owner: 'acme', number: 7, field: 'Status' } },
  });
});

describe.each(['workflow.yml', 'workflow-app.yml', 'move.yml', 'route.yml', 'schedule.yml', 'reconcile.yml'])(
  'the example %s',
  (file) => {
    const text = read(`docs/examples/${file}`);

    test("is accepted by GitHub's own workflow validator", async () => {
      expect(await problemsOf(text)).toEqual([]);
    });

    test('would not be accepted with a misspelt key', async () => {
      expect(await problemsOf(text.replace('timeout-minutes:', 'timeout-minuets:'))).not.toEqual([]);
    });

    test('gives its steps only inputs that the action declares', () => {
      const declared = Object.keys(parse(read('action.yml')).inputs);
      expect(inputsGiven(text).filter((input) => !declared.includes(input))).toEqual([]);
    });

    test('never cancels a run that has started', () => {
      expect(parse(text).concurrency?.['cancel-in-progress'] ?? false).toBe(false);
    });
  },
);

function inputsGiven(workflow: string): readonly string[] {
  const jobs: Record<string, { steps: readonly { uses?: string; with?: object }[] }> = parse(workflow).jobs;
  return Object.values(jobs)
    .flatMap(({ steps }) => steps)
    .filter(({ uses }) => uses === 'OWNER/interlock@COMMIT_SHA')
    .flatMap((step) => Object.keys(step.with ?? {}));
}
