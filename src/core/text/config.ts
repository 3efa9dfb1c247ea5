import type { Rival } from '../config/rivals.ts';
import type { RepositoryName } from '../item-id.ts';
import { reasons } from '../reasons.ts';

export function configMissing(path: string, repository: string): string {
  return `There is no ${path} on the default branch of ${repository}. ${reasons['config-missing'].remedy}`;
}

export function repositoryMissing(repository: string): string {
  return `${repository} does not exist, or the token cannot see it. Check the name, and that the App is installed on it.`;
}

interface KeptVersion {
  readonly path: string;
  /** Every problem of the file as it is now, a line each. */
  readonly problem: string;
  /** Commits: the one that made the file as it is, and the one whose version is followed. */
  readonly commit: string;
  readonly version: string;
  /** Whether the version is followed without acting, because the new file does not say `mode: act`. */
  readonly observes: boolean;
}

/** The warning beside decisions, and the finding of the doctor. */
export function configKept({ path, problem, commit, version, observes }: KeptVersion): string {
  return (
    `${path} cannot be used since commit ${short(commit)}, so Interlock follows its version of ${short(version)}${observed(observes)}. ` +
    problem
  );
}

/** Posted on the commit, so that its author is notified. */
export function configKeptComment({ path, problem, version, observes }: KeptVersion): string {
  const fence = '`'.repeat(Math.max(3, ...[...problem.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return [
    `Interlock cannot use \`${path}\` as it is since this commit, and continues with its version of ${version}${observed(observes)}.`,
    `${fence}text\n${problem}\n${fence}`,
    `${reasons['config-kept'].remedy} To stop Interlock meanwhile, set the repository variable \`INTERLOCK_PAUSED\` to \`true\`.`,
  ].join('\n\n');
}

function observed(observes: boolean): string {
  return observes ? ', but only observed, because the new file does not say `mode: act`' : '';
}

function short(commit: string): string {
  return commit.slice(0, 10);
}

interface Claimed {
  readonly project: string | undefined;
  readonly home: RepositoryName;
}

/** Two configurations call the issues of one repository their items. */
export function claimedTwice(own: Claimed, { repository, claim }: Rival): string {
  const name = nameOf(repository);
  return (
    `${name} is in \`repositories\` of ${claimName(own)}, and ${claimName(claim)} has its issues as items too. ` +
    `An item belongs to one project: take ${name} out of one of the two configurations.`
  );
}

function claimName({ project, home }: Claimed): string {
  return project === undefined
    ? `the configuration in ${nameOf(home)}`
    : `project "${project}" in ${nameOf(home)}`;
}

function nameOf({ owner, repository }: RepositoryName): string {
  return `${owner}/${repository}`;
}
