import type { LocatedIssue } from '../state/located-issue.ts';
import type { World } from '../state/world.ts';

export const ONE_PARENT = 'Sub issue may only have one parent';

/**
 * Closed ones count: https://github.com/orgs/community/discussions/207865. The limits:
 * https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/adding-sub-issues
 */
const MOST = 100;
const DEEPEST = 8;

/** Why GitHub would not take the issue as a part of the other one. The words are ours. */
export function subIssueProblem(world: World, parent: LocatedIssue, child: LocatedIssue): string | undefined {
  const above = ancestorsOf(world, parent);
  if ([parent, ...above].some(({ issue }) => issue === child.issue)) {
    return 'Sub issue may not be the issue itself or above it';
  }
  if (parent.issue.subIssues.length >= MOST) return `Parent cannot have more than ${MOST} sub-issues`;
  return above.length + 1 >= DEEPEST ? `Sub-issues cannot be nested more than ${DEEPEST} levels` : undefined;
}

function ancestorsOf(world: World, one: LocatedIssue): readonly LocatedIssue[] {
  const [parent] = world.hierarchy.originsOf(one);
  return parent ? [parent, ...ancestorsOf(world, parent)] : [];
}
