import { closingReferences } from '../changes/closing-references.ts';
import type { LocatedIssue } from '../state/located-issue.ts';
import type { Issue, IssueReference, Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { canRead, OF_ISSUES } from './access.ts';
import type { Context } from './context.ts';

/** The issues behind references that the actor can see, in the order of the references. */
export function visibleIssues(context: Context, references: readonly IssueReference[]): LocatedIssue[] {
  return resolveReferences(context.world, references).filter(({ repository }) =>
    canRead(context, repository, OF_ISSUES),
  );
}

export function resolveReferences(world: World, references: readonly IssueReference[]): LocatedIssue[] {
  return references.flatMap(({ repositoryId, number }) => {
    const repository = world.repositoryById(repositoryId);
    const issue = repository?.issues.get(number);
    return repository && issue ? [{ repository, issue }] : [];
  });
}

/** The issues that a pull request says it closes. */
export function closedIssues(world: World, home: Repository, { title, body }: Issue): LocatedIssue[] {
  const located = closingReferences(`${title}\n${body ?? ''}`, home.fullName).flatMap(
    ({ fullName, number }) => {
      const repository = world.repository(fullName);
      const issue = repository?.issues.get(number);
      return repository && issue && !issue.pull ? [{ repository, issue }] : [];
    },
  );
  return located.filter(({ issue }, index) => located.findIndex((other) => other.issue === issue) === index);
}
