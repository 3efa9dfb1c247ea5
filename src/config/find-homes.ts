import { CONFIG_PATH } from '../core/config/parse-config.ts';
import { claimOf, type ProjectClaim } from '../core/config/rivals.ts';
import type { EventOrigin } from '../core/routing/read-event.ts';
import { listInstalledRepositories } from '../github/apps/installation-repositories.ts';
import { readFileEverywhere } from '../github/repositories/read-file-everywhere.ts';
import type { GitHub } from '../github/wire/client.ts';

export interface FoundHome extends EventOrigin {
  readonly claim: ProjectClaim;
}

/** The repositories of an installation that have a configuration: two requests for each hundred repositories. */
export async function findHomes(github: GitHub): Promise<readonly FoundHome[]> {
  const repositories = (await listInstalledRepositories(github)).filter(({ isArchived }) => !isArchived);
  const texts = await readFileEverywhere(
    github,
    CONFIG_PATH,
    repositories.map(({ id }) => id),
  );
  return repositories.flatMap(({ owner, repository, defaultBranch }, index) => {
    const text = texts[index];
    const home = { owner, repository };
    return text === undefined ? [] : [{ repository: home, defaultBranch, claim: claimOf(text, home) }];
  });
}
