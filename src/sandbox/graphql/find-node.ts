import { reaches } from '../auth/reach.ts';
import type { Project, ProjectItem } from '../state/project.ts';
import type { Repository } from '../state/repository.ts';
import {
  canReadProject,
  needProject,
  needRead,
  OF_CONTENTS,
  OF_ISSUES,
  OF_ISSUES_OR_PULLS,
  OF_PULLS,
} from './access.ts';
import type { Context } from './context.ts';
import { FieldError, nodeNotFound } from './field-error.ts';
import { commitSource, refSource } from './resolvers/git-objects.ts';
import { labelSource } from './resolvers/repository.ts';
import {
  type CommentSource,
  type DraftSource,
  fieldSource,
  issueSource,
  itemSource,
  projectSource,
  repositorySource,
  type Source,
} from './source.ts';

/** The object behind a global id, if the actor can see it. */
export async function findNode(context: Context, id: string): Promise<Source> {
  const source = (await locate(context, id)) ?? undefined;
  if (!source) throw nodeNotFound(id);
  return source;
}

/** The same, of one of the given types. */
export async function findNodeOf<Name extends Source['__typename']>(
  context: Context,
  id: string,
  ...names: Name[]
): Promise<Extract<Source, { __typename: Name }>> {
  const source = await findNode(context, id);
  if (names.some((name) => name === source.__typename))
    return source as Extract<Source, { __typename: Name }>;
  throw new FieldError(
    'NOT_FOUND',
    `Could not resolve to ${names.join(' or ')} node with the global id of '${id}'.`,
  );
}

async function locate(context: Context, id: string): Promise<Source | null | undefined> {
  const prefix = /^[A-Z]+(?=_)/.exec(id)?.[0] ?? '';
  switch (prefix) {
    case 'I':
    case 'PR':
      return findIssue(context, id);
    case 'IC':
      return findComment(context, id);
    case 'R': {
      const repository = [...context.world.repositories].find(({ nodeId }) => nodeId === id);
      return repository && reaches(context.actor, repository) ? repositorySource(repository) : undefined;
    }
    case 'LA':
      return findLabel(context, id);
    case 'REF':
    case 'C':
      return findGitObject(context, id.slice(prefix.length + 1), prefix);
    default:
      return findOnBoard(context, id);
  }
}

function findIssue(context: Context, id: string): Source | undefined {
  for (const repository of reachable(context)) {
    const issue = repository.issues.ofNodeId(id);
    if (!issue) continue;
    needRead(context, repository, issue.pull ? OF_PULLS : OF_ISSUES);
    return issueSource(repository, issue);
  }
  return undefined;
}

function findComment(context: Context, id: string): CommentSource | undefined {
  for (const repository of reachable(context)) {
    for (const issue of repository.issues.values()) {
      const comment = issue.comments.find(({ nodeId }) => nodeId === id);
      if (!comment) continue;
      needRead(context, repository, OF_ISSUES_OR_PULLS);
      return { __typename: 'IssueComment', repository, issue, comment };
    }
  }
  return undefined;
}

function findLabel(context: Context, id: string): Source | undefined {
  for (const repository of reachable(context)) {
    for (const label of repository.labels.values())
      if (label.nodeId === id) return labelSource(repository, label);
  }
  return undefined;
}

async function findGitObject(
  context: Context,
  encoded: string,
  prefix: string,
): Promise<Source | null | undefined> {
  const [repositoryId, name = ''] = Buffer.from(encoded, 'base64url').toString().split(/:(.*)/);
  const repository = context.world.repositoryById(Number(repositoryId));
  if (!repository || !reaches(context.actor, repository)) return undefined;
  needRead(context, repository, OF_CONTENTS);
  if (prefix === 'C') return commitSource(repository, name);
  return (await repository.git.resolve(name)) === undefined ? undefined : refSource(repository, name);
}

function findOnBoard(context: Context, id: string): Source | undefined {
  const item = context.projects.item(id);
  if (item) return onBoard(context, item.project, itemSource(item), id);
  for (const project of context.projects) {
    const source = project.nodeId === id ? projectSource(project) : findPart(project, id);
    if (source) return onBoard(context, project, source, id);
  }
  return undefined;
}

function findPart(project: Project, id: string): Source | undefined {
  const field = project.fields.find(({ nodeId }) => nodeId === id);
  if (field) return fieldSource(project, field);
  if (!id.startsWith('DI_')) return undefined;
  const isDraft = ({ content }: ProjectItem): boolean => content.kind === 'draft' && content.nodeId === id;
  const content = [...project.items.live, ...project.items.archived].find(isDraft)?.content;
  return content?.kind === 'draft'
    ? ({ __typename: 'DraftIssue', draft: content } satisfies DraftSource)
    : undefined;
}

function onBoard(context: Context, project: Project, source: Source, id: string): Source {
  if (!canReadProject(context, project)) needProject(context, project, nodeNotFound(id));
  return source;
}

function reachable({ world, actor }: Context): Repository[] {
  return [...world.repositories].filter((repository) => reaches(actor, repository));
}
