import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONFIG, CONFIG_FILE } from '../app/fixture.ts';
import { label, ROUTINGS, type RoutedRepository, type RoutingWorld } from './routing-world.ts';

describe.each(ROUTINGS)('with the $router as router', ({ router, start }) => {
  let world: RoutingWorld;

  beforeAll(async () => {
    world = await start();
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** A repository whose configuration worked, and was then replaced by something else. */
  async function replaced(text: string | null, first: string = CONFIG): Promise<RoutedRepository> {
    const repository = await world.repository({ config: first });
    for (const number of [1, 2, 3]) repository.addIssue({ number, title: 'Sort' });
    await replace(repository, text);
    return repository;
  }

  async function replace(repository: RoutedRepository, text: string | null): Promise<void> {
    const { sha } = (await repository.act('GET', `contents/${CONFIG_FILE}`)) as { sha: string };
    await (text === null
      ? repository.act('DELETE', `contents/${CONFIG_FILE}`, { message: 'Stop', sha })
      : repository.act('PUT', `contents/${CONFIG_FILE}`, {
          message: 'Change the configuration',
          content: Buffer.from(`${text}router: ${router}\n`).toString('base64'),
          sha,
        }));
  }

  /** Comments on the newest commit, which is the one of the configuration. */
  async function commentsOn(repository: RoutedRepository) {
    const { main } = await repository.branches();
    const comments = (await repository.act('GET', `commits/${main}/comments`)) as {
      body: string;
      user: { login: string };
    }[];
    return comments.map(({ body, user }) => ({ body, author: user.login }));
  }

  const BROKEN = `${CONFIG}max-in-flight: many\n`;

  describe('a configuration that became invalid', () => {
    test('keeps its last good version going, and says so beside the decision and once on the commit', async () => {
      const repository = await replaced(BROKEN);
      const [first, second] = [await label(repository, 1, 'Backlog'), await label(repository, 2, 'Todo')];
      expect([first, second]).toMatchObject([
        { outcome: 'acted', reason: 'dispatched' },
        { outcome: 'acted', reason: 'dispatched' },
      ]);
      expect(repository.runs.map(({ inputs }) => inputs['agent'])).toEqual([
        'backlog-manager',
        'implementation',
      ]);
      for (const { said } of [first, second]) {
        expect(said).toMatch(
          /cannot be used since commit \w{10}, so Interlock follows its version of \w{10}\./,
        );
        expect(said).toContain('max-in-flight: found "many", expected a number');
      }
      expect(await commentsOn(repository)).toEqual([
        {
          author: world.bot,
          body: expect.stringMatching(
            /^Interlock cannot use `\.github\/interlock\.yml` as it is since this commit, and continues with its version of \w{40}\.\n\n```text\n\.github\/interlock\.yml: max-in-flight: found "many".*\n```\n\nCorrect the named paths\. .*INTERLOCK_PAUSED.*\n\n<!-- interlock: config-kept web -->$/s,
          ),
        },
      ]);
    });

    test('once mended decides by what it says now', async () => {
      const repository = await replaced(BROKEN);
      await label(repository, 1, 'Backlog');
      await replace(repository, CONFIG.replace('{}', '{ triggers: { entered-backlog: false } }'));
      const verdict = await label(repository, 2, 'Backlog');
      expect(verdict.reason).toBe('agent-disabled');
      expect(verdict.said).not.toContain('cannot be used');
      expect(await commentsOn(repository)).toEqual([]);
    });

    test('only observes if it still says so, and then says nothing on the commit', async () => {
      const repository = await replaced(`${BROKEN}mode: observe\n`);
      const verdict = await label(repository, 1, 'Todo');
      expect(verdict).toMatchObject({ outcome: 'skipped', reason: 'observed' });
      expect(verdict.said).toContain('but only observed, because the new file does not say `mode: act`');
      expect(repository.runs).toEqual([]);
      expect(await commentsOn(repository)).toEqual([]);
    });

    test('and never was valid moves nothing, and says what is wrong', async () => {
      const repository = await replaced(`${BROKEN}# Still\n`, BROKEN);
      const verdict = await label(repository, 1, 'Todo');
      expect(verdict).toMatchObject({ outcome: 'failed', reason: 'config-invalid' });
      expect(verdict.said).toContain('max-in-flight: found "many"');
      expect(repository.runs).toEqual([]);
      expect(await commentsOn(repository)).toEqual([]);
    });
  });

  test('a configuration that was deleted stops everything, whatever it said before', async () => {
    const repository = await replaced(null);
    expect(await label(repository, 1, 'Todo')).toMatchObject({ reason: 'config-missing' });
    expect(repository.runs).toEqual([]);
  });
});
