import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { composeConfig, projectKey } from '../../../../src/cli/init/compose-config.ts';
import { composeWorkflow } from '../../../../src/cli/init/compose-workflow.ts';
import { parseConfig } from '../../../../src/core/config/parse-config.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../../../docs/examples/${name}`, import.meta.url), 'utf8');
const home = { owner: 'acme', repository: 'web' };

describe('the first configuration', () => {
  test.each([
    ['./work.sh', './work.sh'],
    ['echo "a: b" # not a comment', 'echo "a: b" # not a comment'],
    ["printf '%s' $1 $& }", "printf '%s' $1 $& }"],
  ])('runs the command %s', (command, expected) => {
    const parsed = parseConfig(composeConfig(read('interlock.yml'), { project: 'shop', command }), home);
    expect(parsed).toMatchObject({
      kind: 'valid',
      config: { project: 'shop', agents: { configured: [{}, { command: expected }] } },
    });
  });

  test('has a GitHub project for its board', () => {
    const text = composeConfig(read('interlock.yml'), {
      project: 'shop',
      command: 'true',
      gitHubProject: { owner: 'acme', number: 7 },
    });
    expect(parseConfig(text, home)).toMatchObject({
      kind: 'valid',
      config: { board: { type: 'github-projects', owner: 'acme', number: 7 } },
    });
  });

  test('is refused from an example that has changed its form', () => {
    expect(() => composeConfig('version: 1\n', { project: 'shop', command: 'true' })).toThrow(
      'has no line like',
    );
  });
});

test.each([
  ['web', 'web'],
  ['Web.Site_2', 'web-site-2'],
  ['-._', 'project'],
  ['x'.repeat(60), 'x'.repeat(40)],
])('the key of a project in the repository %s is %s', (name, key) => {
  expect(projectKey(name)).toBe(key);
});

describe('the workflow', () => {
  const permissionsOf = (text: string): unknown => parse(text).jobs.run.permissions;
  const choices = { action: 'a/b@c', credentials: 'workflow', router: 'workflow', ledger: 'off' } as const;

  test('may start agents only where no app does', () => {
    const example = read('workflow.yml');
    const rights = { contents: 'write', issues: 'write', 'pull-requests': 'write' };
    expect(permissionsOf(composeWorkflow(example, choices))).toEqual({ actions: 'write', ...rights });
    expect(permissionsOf(composeWorkflow(example, { ...choices, router: 'app' }))).toEqual({
      actions: 'read',
      ...rights,
    });
    expect(permissionsOf(composeWorkflow(example, { ...choices, credentials: 'app' }))).toBeUndefined();
  });

  test('only pushes the branches of items where there is no ledger', () => {
    const writers = ['workflow.yml', 'route.yml', 'schedule.yml'].map((name) => {
      const [job] = Object.values(parse(composeWorkflow(read(name), choices)).jobs);
      return [name, (job as { permissions: Record<string, string> }).permissions['contents']];
    });
    expect(writers).toEqual([
      ['workflow.yml', 'write'],
      ['route.yml', 'read'],
      ['schedule.yml', 'read'],
    ]);
  });

  test('may start agents and write to the ledger where there is one, whoever answers events', () => {
    for (const router of ['app', 'workflow'] as const) {
      const withLedger = { ...choices, router, ledger: 'on' } as const;
      const jobs = ['workflow.yml', 'route.yml', 'reconcile.yml'].map(
        (name) => Object.values(parse(composeWorkflow(read(name), withLedger)).jobs)[0],
      );
      for (const job of jobs) {
        expect(job).toMatchObject({ permissions: { actions: 'write', contents: 'write', issues: 'write' } });
      }
    }
  });

  test('is refused from an example that names no action to fill in', () => {
    expect(() => composeWorkflow('on: push\n', choices)).toThrow('has no OWNER');
  });
});
