import { covers } from '../../auth/reach.ts';
import type { Label } from '../../state/label.ts';
import { canRead, needRead, OF_CONTENTS, OF_ISSUES, OF_ISSUES_OR_PULLS, OF_PULLS } from '../access.ts';
import { connection, type PageArgs } from '../connection.ts';
import type { Context, Fields } from '../context.ts';
import { fieldNotFound } from '../field-error.ts';
import { type Direction, filterIssues, filterPulls, type IssueArgs, type PullArgs } from '../issue-filter.ts';
import {
  accountSource,
  issueSource,
  type LabelSource,
  type RepositorySource,
  repositorySource,
} from '../source.ts';
import { absent } from './absent.ts';
import { findObject, findRef, refSource } from './git-objects.ts';

interface LabelArgs extends PageArgs {
  query?: string | null;
  orderBy?: LabelOrder | null;
}

export interface LabelOrder {
  field: 'CREATED_AT' | 'NAME' | 'ISSUE_COUNT';
  direction: Direction;
}

export const repositoryFields: Fields<RepositorySource> = {
  id: ({ repository }) => repository.nodeId,
  databaseId: ({ repository }) => repository.id,
  name: ({ repository }) => repository.name,
  nameWithOwner: ({ repository }) => repository.fullName,
  owner: ({ repository }) => accountSource(repository.owner),
  isPrivate: ({ repository }) => repository.private,
  isFork: () => false,
  isArchived: () => false,
  hasIssuesEnabled: () => true,
  ...absent.ofRepositories,
  visibility: ({ repository }) => (repository.private ? 'PRIVATE' : 'PUBLIC'),
  url: ({ repository }, _, { world }) => `${world.url}/${repository.fullName}`,
  resourcePath: ({ repository }) => `/${repository.fullName}`,
  sshUrl: ({ repository }, _, { world }) => `git@${new URL(world.url).hostname}:${repository.fullName}.git`,
  createdAt: ({ repository }) => repository.createdAt,
  updatedAt: ({ repository }) => repository.updatedAt,
  pushedAt: ({ repository }) => repository.pushedAt,
  viewerPermission: ({ repository }, _, context) => viewerPermission(repository, context),

  issue: ({ repository }, { number }: { number: number }, context) => {
    needRead(context, repository, OF_ISSUES);
    const issue = repository.issues.get(number);
    if (!issue || issue.pull) throw fieldNotFound(`an Issue with the number of ${number}`);
    return issueSource(repository, issue);
  },
  pullRequest: ({ repository }, { number }: { number: number }, context) => {
    needRead(context, repository, OF_PULLS);
    const issue = repository.issues.get(number);
    if (!issue?.pull) throw fieldNotFound(`a PullRequest with the number of ${number}`);
    return issueSource(repository, issue);
  },
  issueOrPullRequest: ({ repository }, { number }: { number: number }, context) => {
    const issue = repository.issues.get(number);
    needRead(context, repository, issue?.pull ? OF_PULLS : OF_ISSUES);
    if (!issue) throw fieldNotFound(`an issue or pull request with the number of ${number}`);
    return issueSource(repository, issue);
  },
  issues: ({ repository }, args: IssueArgs & PageArgs, context, info) => {
    needRead(context, repository, OF_ISSUES);
    const items = filterIssues(repository, args);
    return connection({ items, toNode: (issue) => issueSource(repository, issue) }, args, info);
  },
  pullRequests: ({ repository }, args: PullArgs & PageArgs, context, info) => {
    needRead(context, repository, OF_PULLS);
    const items = filterPulls(repository.issues.pulls, args);
    return connection({ items, toNode: (issue) => issueSource(repository, issue) }, args, info);
  },
  label: ({ repository }, { name }: { name: string }) => {
    const label = repository.labels.get(name.toLowerCase());
    return label ? labelSource(repository, label) : null;
  },
  labels: ({ repository }, { query, ...args }: LabelArgs, _, info) => {
    const all = [...repository.labels.values()].filter(({ name }) =>
      name.toLowerCase().includes(query?.toLowerCase() ?? ''),
    );
    return connection(
      { items: sortLabels(all, args.orderBy), toNode: (label) => labelSource(repository, label) },
      args,
      info,
    );
  },

  defaultBranchRef: ({ repository }, _, context) => {
    needRead(context, repository, OF_CONTENTS);
    return findRef(repository, repository.defaultBranch);
  },
  ref: ({ repository }, { qualifiedName }: { qualifiedName: string }, context) => {
    needRead(context, repository, OF_CONTENTS);
    return findRef(repository, qualifiedName);
  },
  refs: async (
    { repository },
    args: PageArgs & { refPrefix: string; query?: string | null },
    context,
    info,
  ) => {
    needRead(context, repository, OF_CONTENTS);
    // The sandbox lists branches; other prefixes have nothing to show.
    const names = args.refPrefix === 'refs/heads/' ? Object.keys(await repository.git.branches()) : [];
    const items = names.filter((name) => name.includes(args.query ?? '')).sort();
    return connection({ items, toNode: (name) => refSource(repository, `refs/heads/${name}`) }, args, info);
  },
  object: ({ repository }, args: { expression?: string | null; oid?: string | null }, context) => {
    needRead(context, repository, OF_CONTENTS);
    return findObject(repository, args);
  },
};

export const labelFields: Fields<LabelSource> = {
  id: ({ label }) => label.nodeId,
  name: ({ label }) => label.name,
  color: ({ label }) => label.color,
  description: ({ label }) => label.description,
  isDefault: ({ label }) => label.isDefault,
  repository: ({ repository }) => repositorySource(repository),
  url: ({ repository, label }, _, { world }) =>
    `${world.url}/${repository.fullName}/labels/${encodeURIComponent(label.name)}`,
};

export function labelSource(repository: LabelSource['repository'], label: Label): LabelSource {
  return { __typename: 'Label', repository, label };
}

export function sortLabels(labels: readonly Label[], order: LabelOrder | null | undefined): Label[] {
  const sign = order?.direction === 'DESC' ? -1 : 1;
  return [...labels].sort(
    (a, b) => sign * (order?.field === 'NAME' ? a.name.localeCompare(b.name) : a.id - b.id),
  );
}

function viewerPermission(repository: RepositorySource['repository'], context: Context): string | null {
  const { actor } = context;
  // GitHub has no answer for apps.
  if (actor.kind !== 'person') return null;
  const granted =
    actor.user === repository.owner ? 'admin' : actor.user.access.get(repository.fullName.toLowerCase());
  if (granted === undefined) return canRead(context, repository, OF_ISSUES_OR_PULLS) ? 'READ' : null;
  return covers(granted, 'admin') ? 'ADMIN' : granted.toUpperCase();
}
