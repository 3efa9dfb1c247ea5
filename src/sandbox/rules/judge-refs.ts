import { type RefUpdate, ZERO_OID } from '../changes/refs.ts';
import type { Actor } from '../state/actor.ts';
import type { PullRequest, Repository } from '../state/repository.ts';
import { type Attempt, findViolations, type RuleViolation } from './find-violations.ts';

interface Doing {
  repository: Repository;
  by: Actor;
}

/** What forbids to move a ref so. Its commits must be there. Refs that are no branches have no rules here. */
export async function judgeRef(doing: Doing, update: RefUpdate): Promise<RuleViolation[]> {
  const branch = update.ref.replace(/^refs\/heads\//, '');
  if (branch === update.ref || doing.repository.rulesets.length === 0) return [];
  const kind = await kindOf(doing.repository, update);
  const unsigned = kind === 'delete' ? [] : await unsignedOf(doing.repository, update);
  return findViolations(doing, { branch, kind, unsigned });
}

async function kindOf({ git }: Repository, { before, after }: RefUpdate): Promise<Attempt['kind']> {
  if (after === ZERO_OID) return 'delete';
  if (before === ZERO_OID) return 'create';
  return (await git.isAncestor(before, after)) ? 'update' : 'rewrite';
}

/** Of a new branch those that are on no other. */
async function unsignedOf({ git, signed }: Repository, { before, after }: RefUpdate): Promise<string[]> {
  const known = before === ZERO_OID ? Object.values(await git.branches()) : [before];
  return (await git.commitsSince(known, after)).filter((oid) => !signed.has(oid));
}

/** What forbids to merge a pull request. The commit that a merge makes is signed. */
export async function judgeMerge(
  doing: Doing,
  merged: PullRequest,
  method: 'merge' | 'squash',
): Promise<RuleViolation[]> {
  const { baseRef, headSha } = merged;
  const { git, signed, rulesets } = doing.repository;
  const base = rulesets.length === 0 ? undefined : await git.head(baseRef);
  if (base === undefined) return [];
  const commits = method === 'squash' ? [] : await git.commitsSince([base], headSha);
  const unsigned = commits.filter((oid) => !signed.has(oid));
  return findViolations(doing, { branch: baseRef, kind: 'update', unsigned, merged });
}

/** What forbids to make a commit on top of a branch. */
export function judgeCommit(doing: Doing, branch: string, isSigned: boolean): RuleViolation[] {
  return findViolations(doing, { branch, kind: 'update', unsigned: isSigned ? [] : ['HEAD'] });
}

/** As GitHub's API words it. */
export function toMessage(violations: readonly RuleViolation[]): string {
  return `Repository rule violations found\n\n${violations.map(({ message }) => `${message}\n\n`).join('')}`;
}
