import { authorAssociation } from '../../render/author-association.ts';
import type { LocatedIssue } from '../../state/located-issue.ts';
import type { Comment } from '../../state/repository.ts';
import type { User } from '../../state/user.ts';
import { canRead, canReadProject, OF_ISSUES, OF_PULLS } from '../access.ts';
import { connection, type PageArgs } from '../connection.ts';
import type { Context, Fields } from '../context.ts';
import { notAccessible } from '../field-error.ts';
import { type Direction, stateOf } from '../issue-filter.ts';
import { closedIssues, resolveReferences, visibleIssues } from '../references.ts';
import {
  accountSource,
  type CommentSource,
  type IssueSource,
  issueSource,
  itemSource,
  type PullSource,
  repositorySource,
} from '../source.ts';
import { absent } from './absent.ts';
import { type LabelOrder, labelSource, sortLabels } from './repository.ts';

interface DependencyArgs extends PageArgs {
  orderBy: { field: 'CREATED_AT' | 'DEPENDENCY_ADDED_AT'; direction: Direction };
}

/** What issues and pull requests have in common. */
export const issueOrPullFields: Fields<IssueSource | PullSource> = {
  id: ({ issue }) => issue.pull?.nodeId ?? issue.nodeId,
  databaseId: ({ issue }) => issue.pull?.id ?? issue.id,
  fullDatabaseId: ({ issue }) => String(issue.pull?.id ?? issue.id),
  number: ({ issue }) => issue.number,
  title: ({ issue }) => issue.title,
  body: ({ issue }) => issue.body ?? '',
  state: ({ issue }) => stateOf(issue),
  closed: ({ issue }) => issue.state === 'closed',
  closedAt: ({ issue }) => issue.closedAt,
  createdAt: ({ issue }) => issue.createdAt,
  updatedAt: ({ issue }) => issue.updatedAt,
  locked: ({ issue }) => issue.locked,
  author: ({ issue }) => accountSource(issue.author),
  authorAssociation: ({ repository, issue }) => authorAssociation(repository, issue.author),
  viewerDidAuthor: ({ issue }, _, { actor }) => issue.author === actor.user,
  repository: ({ repository }) => repositorySource(repository),
  url: (source, _, { world }) => `${world.url}${pathOf(source)}`,
  resourcePath: (source) => pathOf(source),
  ...absent.ofIssues,
  assignees: ({ issue }, args: PageArgs, _, info) => accountsOf(issue.assignees, args, info),
  labels: ({ repository, issue }, args: PageArgs & { orderBy?: LabelOrder }, _, info) => {
    const items = sortLabels(issue.labels, args.orderBy);
    return connection({ items, toNode: (label) => labelSource(repository, label) }, args, info);
  },
  comments: ({ repository, issue }, args: PageArgs & { orderBy?: { direction: Direction } }, _, info) => {
    const sign = args.orderBy?.direction === 'DESC' ? -1 : 1;
    const byUpdate = (a: Comment, b: Comment): number => sign * a.updatedAt.localeCompare(b.updatedAt);
    const items = args.orderBy ? [...issue.comments].sort(byUpdate) : issue.comments;
    const toNode = (comment: Comment): CommentSource => ({
      __typename: 'IssueComment',
      repository,
      issue,
      comment,
    });
    return connection({ items, toNode }, args, info);
  },
  projectItems: ({ issue }, args: PageArgs & { includeArchived: boolean }, context, info) => {
    needProjects(context);
    const items = context.projects
      .itemsOf(issue)
      .filter(({ archivedAt }) => args.includeArchived || archivedAt === null)
      .filter(({ project }) => canReadProject(context, project));
    return connection({ items, toNode: itemSource }, args, info);
  },
};

export const issueFields: Fields<IssueSource> = {
  ...issueOrPullFields,
  stateReason: ({ issue }, { enableDuplicate }: { enableDuplicate: boolean }) =>
    issue.stateReason === 'duplicate' && !enableDuplicate
      ? 'NOT_PLANNED'
      : (issue.stateReason?.toUpperCase() ?? null),
  parent: (source, _, context) => {
    const [parent] = context.world.hierarchy.originsOf(source);
    return parent && canRead(context, parent.repository, ['issues']) ? toNode(parent) : null;
  },
  subIssues: ({ issue }, args: PageArgs, context, info) =>
    connection({ items: visibleIssues(context, issue.subIssues), toNode }, args, info),
  subIssuesSummary: ({ issue }, _, { world }) => {
    const children = resolveReferences(world, issue.subIssues);
    const completed = children.filter((child) => child.issue.state === 'closed').length;
    const total = children.length;
    return { total, completed, percentCompleted: total === 0 ? 0 : Math.floor((100 * completed) / total) };
  },
  blockedBy: ({ issue }, args: DependencyArgs, context, info) =>
    connection(
      { items: sortDependencies(visibleIssues(context, issue.blockedBy), args), toNode },
      args,
      info,
    ),
  blocking: (source, args: DependencyArgs, context, info) => {
    const blocked = context.world.dependencies
      .originsOf(source)
      .filter(({ repository }) => canRead(context, repository, OF_ISSUES));
    return connection({ items: sortDependencies(blocked, args), toNode }, args, info);
  },
  issueDependenciesSummary: (source, _, { world }) => {
    const blockers = resolveReferences(world, source.issue.blockedBy);
    const blocked = world.dependencies.originsOf(source);
    const countOpen = (list: readonly LocatedIssue[]): number =>
      list.filter((one) => one.issue.state === 'open').length;
    return {
      blockedBy: countOpen(blockers),
      blocking: countOpen(blocked),
      totalBlockedBy: blockers.length,
      totalBlocking: blocked.length,
    };
  },
  closedByPullRequestsReferences: (source, args: PageArgs & { includeClosedPrs: boolean }, context, info) => {
    // "Closed" are those that were closed without a merge. Unverified.
    const items = allPulls(context)
      .filter(({ issue }) => args.includeClosedPrs || stateOf(issue) !== 'CLOSED')
      .filter(({ repository, issue }) => closes(context, { repository, issue }, source))
      .filter(({ repository }) => canRead(context, repository, OF_PULLS));
    return connection({ items, toNode }, args, info);
  },
};

export const commentFields: Fields<CommentSource> = {
  ...absent.ofComments,
  isMinimized: () => false,
  minimizedReason: () => null,
  id: ({ comment }) => comment.nodeId,
  databaseId: ({ comment }) => comment.id,
  fullDatabaseId: ({ comment }) => String(comment.id),
  author: ({ comment }) => accountSource(comment.author),
  authorAssociation: ({ repository, comment }) => authorAssociation(repository, comment.author),
  viewerDidAuthor: ({ comment }, _, { actor }) => comment.author === actor.user,
  body: ({ comment }) => comment.body,
  createdAt: ({ comment }) => comment.createdAt,
  updatedAt: ({ comment }) => comment.updatedAt,
  issue: ({ repository, issue }) => issueSource(repository, issue),
  pullRequest: ({ repository, issue }) => (issue.pull ? issueSource(repository, issue) : null),
  repository: ({ repository }) => repositorySource(repository),
  url: ({ comment, ...source }, _, { world }) => `${world.url}${pathOf(source)}#issuecomment-${comment.id}`,
};

export function accountsOf(
  users: readonly User[],
  args: PageArgs,
  info: Parameters<typeof connection>[2],
): unknown {
  return connection({ items: users, toNode: accountSource }, args, info);
}

function toNode({ repository, issue }: LocatedIssue): IssueSource | PullSource {
  return issueSource(repository, issue);
}

function pathOf({ repository, issue }: LocatedIssue): string {
  return `/${repository.fullName}/${issue.pull ? 'pull' : 'issues'}/${issue.number}`;
}

/** A token that reaches no project at all is told so, instead of being shown an empty list. */
function needProjects({ actor }: Context): void {
  if (actor.kind === 'workflow') throw notAccessible();
  if (actor.kind === 'installation' && actor.permissions['organization_projects'] === undefined)
    throw notAccessible();
}

function allPulls({ world }: Context): LocatedIssue[] {
  return [...world.repositories].flatMap((repository) =>
    repository.issues.pulls.map((issue) => ({ repository, issue })),
  );
}

/** The state keeps dependencies in the order in which they were added. */
function sortDependencies(list: readonly LocatedIssue[], { orderBy }: DependencyArgs): LocatedIssue[] {
  const sorted =
    orderBy.field === 'CREATED_AT' ? [...list].sort((a, b) => a.issue.id - b.issue.id) : [...list];
  return orderBy.direction === 'DESC' ? sorted.reverse() : sorted;
}

function closes({ world }: Context, pull: LocatedIssue, { issue }: IssueSource): boolean {
  return closedIssues(world, pull.repository, pull.issue).some((closed) => closed.issue === issue);
}
