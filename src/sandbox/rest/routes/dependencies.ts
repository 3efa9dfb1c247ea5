import { reaches } from '../../auth/reach.ts';
import type { Issue, IssueReference } from '../../state/issue.ts';
import type { Repository } from '../../state/repository.ts';
import type { World } from '../../state/world.ts';
import { ApiError, notFound, validationFailed } from '../api-error.ts';
import { page } from '../page.ts';
import { renderIssue } from '../render/issue.ts';
import { created, ok, type Reply, type Route, type RouteRequest, repositoryRoute } from '../route.ts';
import { findIssue } from './find-issue.ts';

interface OfIssue {
  issue_number: number;
}

interface Located {
  repository: Repository;
  issue: Issue;
}

export const dependencyRoutes: readonly Route[] = [
  repositoryRoute<OfIssue>('issues/list-dependencies-blocked-by', (request) => {
    const { blockedBy } = findIssue(request.repository, request.params.issue_number);
    return listIssues(request, resolve(request.world, blockedBy));
  }),

  repositoryRoute<OfIssue>('issues/list-dependencies-blocking', (request) => {
    const { world } = request;
    const blocked = world.blockedBy(findIssue(request.repository, request.params.issue_number));
    return listIssues(
      request,
      blocked.map((issue) => byId(world, issue.id)),
    );
  }),

  repositoryRoute<OfIssue, { issue_id: number }>('issues/add-blocked-by-dependency', (request) => {
    const { world, repository, params, body } = request;
    const issue = findIssue(repository, params.issue_number);
    const blocker = byId(world, body.issue_id);
    if (blocker.issue === issue)
      throw validationFailed([{ resource: 'IssueDependency', code: 'invalid', field: 'issue_id' }]);
    if (issue.blockedBy.some(isReferenceTo(blocker))) throw new ApiError(422, 'Dependency already exists');
    issue.blockedBy.push(referenceTo(blocker));
    issue.updatedAt = world.clock.tick();
    return created(renderIssue(world, blocker.repository, blocker.issue));
  }),

  repositoryRoute<OfIssue & { issue_id: number }>('issues/remove-dependency-blocked-by', (request) => {
    const { world, repository, params } = request;
    const issue = findIssue(repository, params.issue_number);
    const blocker = byId(world, params.issue_id);
    if (!issue.blockedBy.some(isReferenceTo(blocker))) throw notFound();
    issue.blockedBy = issue.blockedBy.filter((reference) => !isReferenceTo(blocker)(reference));
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
      const parent = parentOf(world, child);
      if (parent && body.replace_parent !== true) {
        throw new ApiError(422, 'Sub issue may only have one parent');
      }
      if (parent) detach(parent.issue, child);
      issue.subIssues.push(referenceTo(child));
      issue.updatedAt = world.clock.tick();
      return created(renderIssue(world, repository, issue));
    },
  ),

  repositoryRoute<OfIssue, { sub_issue_id: number }>('issues/remove-sub-issue', (request) => {
    const { world, repository, params, body } = request;
    const issue = findIssue(repository, params.issue_number);
    const child = byId(world, body.sub_issue_id);
    if (!issue.subIssues.some(isReferenceTo(child))) throw notFound();
    detach(issue, child);
    issue.updatedAt = world.clock.tick();
    return ok(renderIssue(world, repository, issue));
  }),

  repositoryRoute<OfIssue>('issues/get-parent', ({ world, repository, params }) => {
    const parent = parentOf(world, { repository, issue: findIssue(repository, params.issue_number) });
    if (!parent) throw notFound();
    return ok(renderIssue(world, parent.repository, parent.issue));
  }),
];

/** Dependencies and sub-issues are named by database id, which is unique across repositories. */
function byId(world: World, id: number): Located {
  for (const repository of world.repositories) {
    for (const issue of repository.issues.values()) if (issue.id === id) return { repository, issue };
  }
  throw notFound();
}

function resolve(world: World, references: readonly IssueReference[]): Located[] {
  return references.flatMap(({ repositoryId, number }) => {
    const repository = world.repositoryById(repositoryId);
    const issue = repository?.issues.get(number);
    return repository && issue ? [{ repository, issue }] : [];
  });
}

function parentOf(world: World, child: Located): Located | undefined {
  for (const repository of world.repositories) {
    for (const issue of repository.issues.values()) {
      if (issue.subIssues.some(isReferenceTo(child))) return { repository, issue };
    }
  }
  return undefined;
}

function detach(parent: Issue, child: Located): void {
  parent.subIssues = parent.subIssues.filter((reference) => !isReferenceTo(child)(reference));
}

function referenceTo({ repository, issue }: Located): IssueReference {
  return { repositoryId: repository.id, number: issue.number };
}

function isReferenceTo({ repository, issue }: Located): (reference: IssueReference) => boolean {
  return (reference) => reference.repositoryId === repository.id && reference.number === issue.number;
}

/** What the caller cannot see is left out of lists, though the summary of the issue counts it. */
function listIssues(request: RouteRequest, located: readonly Located[]): Reply {
  const visible = located.filter(({ repository }) => reaches(request.actor, repository));
  return page(request, visible, (slice) =>
    slice.map(({ repository, issue }) => renderIssue(request.world, repository, issue)),
  );
}
