import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { runsAMonth } from '../../../src/core/schedule.ts';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

test.each(['reconcile.yml', 'schedule.yml'])(
  '%s says what its schedule costs, and avoids minute 0',
  (name) => {
    const text = read(`docs/examples/${name}`);
    const [{ cron }] = (parse(text) as { on: { schedule: [{ cron: string }] } }).on.schedule;
    expect(text).toContain(`this is ${runsAMonth(cron)} minutes a month`);
    expect(cron.split(/[ ,]/)).not.toContain('0');
  },
);

test('the README says how many runs the reconciler makes', () => {
  const [, cron = ''] = /cron: '(.*)'/.exec(read('docs/examples/reconcile.yml')) ?? [];
  expect(read('README.md')).toContain(`starts ${runsAMonth(cron)} runs a month`);
});
