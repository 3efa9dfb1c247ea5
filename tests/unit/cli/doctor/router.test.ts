import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { arrangeDoctor, CONFIG, type Found } from './doctor-world.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../../../docs/examples/${name}`, import.meta.url), 'utf8').replace(
    'OWNER/interlock@COMMIT_SHA',
    `dev/interlock@${'1'.repeat(40)}`,
  );
const ROUTE = read('route.yml');
const PATH = '.github/workflows/interlock-route.yml';
const SERVERLESS = CONFIG.replace('board:', 'router: workflow\nboard:');

async function found(files: Record<string, string>, config = SERVERLESS): Promise<readonly Found[]> {
  await using world = await arrangeDoctor({ config, files });
  return await world.found('router');
}

describe('the router', () => {
  test('is the app, of which nothing can be seen', async () => {
    expect(await found({}, CONFIG)).toMatchObject([
      { level: 'ok', message: expect.stringContaining('the app') },
    ]);
  });

  test('is right with the workflows of the README', async () => {
    const files = { [PATH]: ROUTE, '.github/workflows/interlock-schedule.yml': read('schedule.yml') };
    expect(await found(files)).toMatchObject([{ level: 'ok' }]);
  });

  test.each<[string, Record<string, string>, string]>([
    [
      'there is no workflow for it',
      {},
      '`pull_request_target: closed`, `issues: labeled`, `issues: unlabeled`',
    ],
    [
      'merges are not heard of',
      { [PATH]: ROUTE.replace('pull_request_target: { types: [closed] }', 'pull_request_target: {}') },
      '`pull_request_target: closed`',
    ],
    [
      'the end of a move is not heard of',
      { [PATH]: ROUTE.replace('[labeled, unlabeled]', '[labeled]') },
      '`issues: unlabeled`',
    ],
    [
      'its token may start nothing',
      { [PATH]: ROUTE.replace('permissions: { actions: write, ', 'permissions: { ') },
      'lacks `actions: write`',
    ],
    [
      'it checks out what a fork wrote',
      { [PATH]: ROUTE.replace('    steps:\n', '    steps:\n      - uses: actions/checkout@v6\n') },
      'a pull request from a fork could run its own code',
    ],
  ])('is an error where %s', async (_, files, message) => {
    expect(await found(files)).toMatchObject([{ level: 'error', message: expect.stringContaining(message) }]);
  });

  test('need not hear of labels if the board is a GitHub project', async () => {
    const config = SERVERLESS.replace(
      /^board: .*$/m,
      'board: { type: github-projects, owner: acme, number: 1 }',
    );
    const files = { [PATH]: ROUTE.replace(/^ {2}issues: .*\n/m, '') };
    expect(await found(files, config)).toMatchObject([{ level: 'ok' }]);
  });
});
