import { reaches } from '../../auth/reach.ts';
import { ONE_PARENT, subIssueProblem } from '../../changes/sub-issue-problem.ts';
import { renderIssue } from '../../render/issue.ts';
import { type LocatedIssue, referenceTo, refersTo } from '../../state/located-issue.ts';
import type { IssueReference } from '../../state/repository.ts';
import type { World } from '../../state/world.ts';
import { ApiError, notFound, validationFailed } from '../api-error.ts';
import { page } from '../page.ts';
import { created, ok, type Reply, type Route, type RouteRequest, repositoryRoute } from '../route.ts';
import { findIssue } from './find-issue.ts';

interface OfIssue {
  issue_number: number;
}

export const dependencyRoutes: readonly Route[] = [
  repositoryRoute<OfIssue>('issues/list-dependencies-blocked-by', (request) => {
    const { blockedBy } = findIssue(request.repository, request.params.issue_number);
    return listIssues(request, resolve(request.world, blockedBy));
  }),

  repositoryRoute<OfIssue>('issues/list-dependencies-blocking', (request) => {
    const { world, repository, params } = request;
    const issue = findIssue(repository, params.issue_number);
    return listIssues(request, world.dependencies.originsOf({ repository, issue }));
  }),

  repositoryRoute<OfIssue, { issue_id: number }>('issues/add-blocked-by-dependency', (request) => {
    const { world, repository, params, body } = request;
    const issue = findIssue(repository, params.issue_number);
    const blocker = byId(world, body.issue_id);
    if (blocker.issue === issue)
      throw validationFailed([{ resource: 'IssueDependency', code: 'invalid', field: 'issue_id' }]);
    if (issue.blockedBy.some(refersTo(blocker))) throw new ApiError(422, 'Dependency already exists');
    world.dependencies.add({ repository, issue }, referenceTo(blocker));
    issue.updatedAt = world.clock.tick();
    return created(renderIssue(world, blocker.repository, blocker.issue));
  }),

  repositoryRoute<OfIssue & { issue_id: number }>('issues/remove-dependency-blocked-by', (request) => {
    const { world, repository, params } = request;
    const issue = findIssue(repository, params.issue_number);
    const blocker = byId(world, params.issue_id);
    if (!issue.blockedBy.some(refersTo(blocker))) throw notFound();
    world.dependencies.remove({ repository, issue }, blocker);
    issue.updatedAt = world.clock.tick();
    return ok(renderIssue(world, blocker.repository, blocker.issue));
  }),
];

export const subIssueRoutes: readonly Route[] = [
  repositoryRoute<OfIssue>('issues/list-sub-issues', (request) => {
    const { subIssues } = findIssue(request.repository, request.params.issue_number);
    return listIssues(request, resolve(request.world, subIssues));
  }),

  repositoryRoute<OfIssue, { sub_issue_id: number; replace_parent?: boolean }>(
    'issues/add-sub-issue',
    (request) => {
      const { world, repository, params, body } = request;
      const issue = findIssue(repository, params.issue_number);
      const child = byId(world, body.sub_issue_id);
      const problem = subIssueProblem(world, { repository, issue }, child);
      if (problem) throw new ApiError(422, problem);
      const [parent] = world.hierarchy.originsOf(child);
      if (parent && body.replace_parent !== true) throw new ApiError(422, ONE_PARENT);
      if (parent) world.hierarchy.remove(parent, child);
      world.hierarchy.add({ repository, issue }, referenceTo(child));
      issue.updatedAt = world.clock.tick();
      return created(renderIssue(world, repository, issue));
    },
  ),

  repositoryRoute<OfIssue, { sub_issue_id: number }>('issues/remove-sub-issue', (request) => {
    const { world, repository, params, body } = request;
    const issue = findIssue(repository, params.issue_number);
    const child = byId(world, body.sub_issue_id);
    if (!issue.subIssues.some(refersTo(child))) throw notFound();
    world.hierarchy.remove({ repository, issue }, child);
    issue.updatedAt = world.clock.tick();
    return ok(renderIssue(world, repository, issue));
  }),

  repositoryRoute<OfIssue>('issues/get-parent', ({ world, repository, params }) => {
    const issue = findIssue(repository, params.issue_number);
    const [parent] = world.hierarchy.originsOf({ repository, issue });
    if (!parent) throw notFound();
    return ok(renderIssue(world, parent.repository, parent.issue));
  }),
];

/** Dependencies and sub-issues are named by database id, which is unique across repositories. */
function byId(world: World, id: number): LocatedIssue {
  for (const repository of world.repositories) {
    for (const issue of repository.issues.values()) if (issue.id === id) return { repository, issue };
  }
  throw notFound();
}

function resolve(world: World, references: readonly IssueReference[]): LocatedIssue[] {
  return references.flatMap(({ repositoryId, number }) => {
    const repository = world.repositoryById(repositoryId);
    const issue = repository?.issues.get(number);
    return repository && issue ? [{ repository, issue }] : [];
  });
}

/** What the caller cannot see is left out of lists, though the summary of the issue counts it. */
function listIssues(request: RouteRequest, located: readonly LocatedIssue[]): Reply {
  const visible = located.filter(({ repository }) => reaches(request.actor, repository));
  return page(request, visible, (slice) =>
    slice.map(({ repository, issue }) => renderIssue(request.world, repository, issue)),
  );
}
