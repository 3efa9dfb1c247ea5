import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { environmentSchema } from '../../../src/app/environment.ts';
import { runCommandLine } from '../../../src/cli/program.ts';
import { CHECKS } from '../../../src/doctor/finding.ts';
import { SENT_INPUTS } from '../../../src/doctor/workflow/dispatch.ts';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const page = read('docs/setup.md');

test('the page on setting up says what each permission of the App is for', () => {
  const permissions: Record<string, string> = parse(read('app.yml')).default_permissions;
  const rows = Object.entries(permissions).map(([name, access]) => `| \`${name}: ${access}\` | `);
  expect(rows.filter((row) => !page.includes(row))).toEqual([]);
});

test('the page on setting up says what each permission of a workflow is for, and of no other', () => {
  const section = page.slice(
    page.indexOf("### Of the workflow's own token"),
    page.indexOf('### Where keys belong'),
  );
  const rows = [...section.matchAll(/^\| `([a-z-]+)` \|(.*?)\|(.*?)\| \S.* \|$/gm)];
  const column = (number: 2 | 3): Record<string, string> =>
    Object.fromEntries(
      rows.flatMap(({ 1: name = '', [number]: cell = '' }) =>
        cell.trim() === '' ? [] : [[name, cell.replaceAll(/[ `]/g, '')]],
      ),
    );
  const jobs = (example: string) => parse(read(`docs/examples/${example}.yml`)).jobs;
  expect(column(2)).toEqual(jobs('workflow').run.permissions);
  expect(column(3)).toEqual(jobs('route').route.permissions);
  expect({ ...column(3), 'pull-requests': 'read' }).toEqual(jobs('reconcile').reconcile.permissions);
  // It is for projects without a ledger.
  expect({ ...column(3), contents: 'read' }).toEqual(jobs('schedule').route.permissions);
});

test("the page on setting up says what each variable of the app's server is", () => {
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| .*\| (\S.*) \|$/gm)].map(([, name]) => name);
  expect(rows).toEqual(Object.keys(environmentSchema.shape));
});

test('the page on setting up names the inputs that app and workflow have in common', () => {
  expect(page.replaceAll('\n', ' ')).toContain(
    `${SENT_INPUTS.slice(0, -1)
      .map((name) => `\`${name}\``)
      .join(', ')} and \`${SENT_INPUTS.at(-1)}\``,
  );
});

test('the page on setting up has every option of init and doctor, and no other', async () => {
  const out: string[] = [];
  const context = {
    env: {},
    cwd: '.',
    programRoot: '.',
    colour: false,
    now: new Date(0),
    newId: () => 'id',
  };
  for (const command of ['init', 'doctor']) {
    await runCommandLine([command, '--help'], { ...context, out: (text) => out.push(text) }, () => {});
  }
  const optionsIn = (text: string): ReadonlySet<string | undefined> =>
    new Set([...text.matchAll(/(--[a-z][a-z-]*)/g)].map(([, option]) => option));
  const offered = optionsIn(out.join('').replaceAll('--help', ''));
  expect(optionsIn(page.slice(0, page.indexOf('## What each permission')))).toEqual(offered);
});

test("the page on setting up has the doctor's checks, in their order", () => {
  const table = page.slice(page.indexOf('| check |'), page.indexOf('Each finding is'));
  expect([...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name)).toEqual([...CHECKS]);
});
