import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { CHECKS } from '../../../src/cli/doctor/finding.ts';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const page = read('docs/setup.md');

test('the page on setting up says what each permission of the App is for', () => {
  const permissions: Record<string, string> = parse(read('app.yml')).default_permissions;
  const rows = Object.entries(permissions).map(([name, access]) => `| \`${name}: ${access}\` | `);
  expect(rows.filter((row) => !page.includes(row))).toEqual([]);
});

test("the page on setting up says what each permission of the agents' job is for", () => {
  const permissions: Record<string, string> = parse(read('docs/examples/workflow.yml')).jobs.run.permissions;
  const rows = Object.entries(permissions).map(([name, access]) => `| \`${name}: ${access}\` | `);
  expect(rows.filter((row) => !page.includes(row))).toEqual([]);
});

test("the page on setting up has the doctor's checks, in their order", () => {
  const table = page.slice(page.indexOf('| check |'), page.indexOf('Each finding is'));
  expect([...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name)).toEqual([...CHECKS]);
});
