import type { Config } from '../core/config/config.ts';
import { CONFIG_PATH } from '../core/config/parse-config.ts';
import { claimOf, findRival, mayHaveRivals, type Rival } from '../core/config/rivals.ts';
import { isSameRepository } from '../core/item-id.ts';
import { readFileIn } from '../github/repositories/read-file-everywhere.ts';
import type { GitHub } from '../github/wire/client.ts';

/**
 * The rival that a token of one project can see: a repository of the project may have a configuration of its own. One
 * request, and none for a project that has only its home repository. What a third repository claims cannot be seen from
 * here; the app sees it, and a run sees the pull request.
 */
export async function findVisibleRival(
  github: GitHub,
  config: Config,
  path: string = CONFIG_PATH,
): Promise<Rival | undefined> {
  const isUsual = path === CONFIG_PATH;
  if (isUsual && !mayHaveRivals(config)) return undefined;
  const repositories = config.repositories.filter((one) => !isUsual || !isSameRepository(one, config.home));
  const texts = await readFileIn(github, CONFIG_PATH, repositories);
  const claims = repositories.flatMap((home, index) => {
    const text = texts[index];
    return text === undefined ? [] : [claimOf(text, home)];
  });
  return findRival(config, claims);
}
