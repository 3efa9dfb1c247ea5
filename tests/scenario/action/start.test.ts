import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { ACTION_FOLDER } from '../bundles.ts';

/** Says so wherever code is made of text. */
const TELLTALE = `data:text/javascript,${encodeURIComponent(`
  globalThis.Function = new Proxy(Function, {
    construct(target, args) { console.log('code was made of text'); return new target(...args); },
  });
`)}`;

test('the action reads its inputs without making code of its schemas first', () => {
  const { stdout } = spawnSync(
    process.execPath,
    ['--import', TELLTALE, `${ACTION_FOLDER}dist/action/main.js`],
    { env: { INPUT_TASK: 'move', INPUT_ITEM: 'acme/web#1', INPUT_TOKEN: 'none' }, encoding: 'utf8' },
  );
  expect(stdout).toContain('input-invalid');
  expect(stdout).not.toContain('code was made of text');
});
