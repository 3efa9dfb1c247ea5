import { isSameRepository, type RepositoryName } from '../item-id.ts';
import type { Config } from './config.ts';
import { parseConfig } from './parse-config.ts';
import { salvage } from './salvage.ts';

/** The repositories whose issues a configuration calls its items. */
export interface ProjectClaim {
  /** `undefined`: the file is not valid, and names no project. */
  readonly project: string | undefined;
  readonly home: RepositoryName;
  readonly repositories: readonly RepositoryName[];
}

/** Another project that claims a repository of ours, and comes first there. */
export interface Rival {
  readonly repository: RepositoryName;
  readonly claim: ProjectClaim;
}

/** What a file claims. One that is not valid still claims the repository that it stands in: unknown means blocked. */
export function claimOf(text: string, home: RepositoryName): ProjectClaim {
  const parsed = parseConfig(text, home);
  if (parsed.kind === 'valid') return parsed.config;
  return { project: salvage(text).project, home, repositories: [home] };
}

/** Nobody comes before a project in its own repository, so that most projects need not look for rivals at all. */
export function mayHaveRivals({ home, repositories }: Pick<Config, 'home' | 'repositories'>): boolean {
  return repositories.some((repository) => !isSameRepository(repository, home));
}

/**
 * An item belongs to one project. A repository's own configuration comes first there, so that nobody can stop a project
 * by listing its repository elsewhere. Where neither of two is the repository's own, neither comes first: each is the
 * other's rival.
 */
export function findRival(own: ProjectClaim, claims: readonly ProjectClaim[]): Rival | undefined {
  const others = claims.filter((claim) => !isSameProject(claim, own));
  for (const repository of own.repositories) {
    const claimants = others.filter((claim) => includes(claim.repositories, repository));
    const isOurOwn = isSameRepository(repository, own.home);
    const first = claimants.find(({ home }) => isSameRepository(home, repository));
    const claim = first ?? (isOurOwn ? undefined : claimants[0]);
    if (claim) return { repository, claim };
  }
  return undefined;
}

/** The projects that list a repository of ours, and come after us there. */
export function findFollowers(own: ProjectClaim, claims: readonly ProjectClaim[]): readonly Rival[] {
  return claims.flatMap((claim) => {
    const rival = findRival(claim, [own]);
    return rival && !findRival(own, [claim]) ? [{ ...rival, claim }] : [];
  });
}

function isSameProject(one: ProjectClaim, other: ProjectClaim): boolean {
  return one.project === other.project && isSameRepository(one.home, other.home);
}

function includes(repositories: readonly RepositoryName[], wanted: RepositoryName): boolean {
  return repositories.some((repository) => isSameRepository(repository, wanted));
}
