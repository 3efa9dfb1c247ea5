import { expect, test } from 'vitest';
import { scrubbedEnvironment } from '../../../src/engines/command/scrubbed-environment.ts';

test('the engine gets where programs are, its item and its own directories, and nothing else of ours', () => {
  const env = {
    PATH: '/usr/bin',
    LANG: 'C.UTF-8',
    HOME: '/home/runner',
    GITHUB_TOKEN: 'ghs_x',
    INPUT_TOKEN: 'ghs_x',
    'INPUT_APP-PRIVATE-KEY': 'PEM',
    ACTIONS_RUNTIME_TOKEN: 'x',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
    GITHUB_OUTPUT: '/runner/output',
    NODE_OPTIONS: '--require x',
    BASH_ENV: '/tmp/x',
  };
  const scrubbed = scrubbedEnvironment({
    env,
    home: '/work/home',
    temporary: '/work/tmp',
    project: 'web',
    item: { owner: 'acme', repository: 'web', number: 538 },
    itemFile: '/work/item.json',
  });
  expect(scrubbed).toEqual({
    PATH: '/usr/bin',
    LANG: 'C.UTF-8',
    HOME: '/work/home',
    TMPDIR: '/work/tmp',
    CI: 'true',
    INTERLOCK_PROJECT: 'web',
    INTERLOCK_ITEM: 'acme/web#538',
    INTERLOCK_ITEM_FILE: '/work/item.json',
  });
});
