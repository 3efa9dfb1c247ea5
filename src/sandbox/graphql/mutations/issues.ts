import { canTriage } from '../../auth/reach.ts';
import { addComment, deleteComment, editComment } from '../../changes/comment.ts';
import { closeIssue, editIssue, openIssue, reopenIssue } from '../../changes/issue.ts';
import { labelIssue, setLabels, unlabelIssue } from '../../changes/labels.ts';
import { ensureItem } from '../../changes/project-item.ts';
import { ONE_PARENT, subIssueProblem } from '../../changes/sub-issue-problem.ts';
import { commentTextProblems, issueTextProblems } from '../../changes/text-limits.ts';
import type { Label } from '../../state/label.ts';
import { referenceTo, refersTo } from '../../state/located-issue.ts';
import type { Issue, Repository } from '../../state/repository.ts';
import { needProjectWrite, needWrite, OF_ISSUES, OF_ISSUES_OR_PULLS } from '../access.ts';
import type { Context, Resolver } from '../context.ts';
import { NotInSandbox, refuseFieldTexts, unprocessable } from '../field-error.ts';
import { findNodeOf } from '../find-node.ts';
import {
  accountSource,
  type CommentSource,
  type IssueSource,
  issueSource,
  type PullSource,
} from '../source.ts';
import { changeIn, mutation } from './mutation.ts';

interface LabelsInput {
  labelableId: string;
  labelIds: string[];
}

interface DependencyInput {
  issueId: string;
  blockingIssueId: string;
}

export const issueMutations: Readonly<Record<string, Resolver<unknown>>> = {
  createIssue: mutation<{
    repositoryId: string;
    title: string;
    body?: string | null;
    assigneeIds?: string[] | null;
    labelIds?: string[] | null;
    projectIds?: string[] | null;
    parentIssueId?: string | null;
  }>(async (input, context) => {
    const { repository } = await findNodeOf(context, input.repositoryId, 'Repository');
    needWrite(context, repository, { permissions: OF_ISSUES, mutation: 'CreateIssue', need: 'read' });
    refuseFieldTexts(issueTextProblems(input));
    if (input.assigneeIds?.length) throw new NotInSandbox('assignees of a new issue');
    const labels = await findLabels(context, repository, input.labelIds ?? []);
    const parent = input.parentIssueId ? await findNodeOf(context, input.parentIssueId, 'Issue') : undefined;
    const boards = await Promise.all(
      (input.projectIds ?? []).map((id) => findNodeOf(context, id, 'ProjectV2')),
    );
    for (const { project } of boards) needProjectWrite(context, project, 'CreateIssue');
    const change = changeIn(context, repository);
    // REST's documentation says so of REST.
    const names = canTriage(context.actor, repository) ? labels.map(({ name }) => name) : [];
    const issue = await openIssue(change, { title: input.title, body: input.body, labels: names });
    if (parent) context.world.hierarchy.add(parent, referenceTo({ repository, issue }));
    for (const { project } of boards) {
      ensureItem({ world: context.world, by: context.actor }, project, { kind: 'issue', repository, issue });
    }
    return { issue: issueSource(repository, issue) };
  }),

  updateIssue: mutation<{
    id: string;
    title?: string | null;
    body?: string | null;
    state?: 'OPEN' | 'CLOSED' | null;
    labelIds?: string[] | null;
  }>(async (input, context) => {
    const { repository, issue } = await writableIssue(context, input.id, 'UpdateIssue');
    refuseFieldTexts(issueTextProblems(input));
    const change = changeIn(context, repository);
    const labels = input.labelIds ? await findLabels(context, repository, input.labelIds) : undefined;
    await editIssue(change, issue, { title: input.title ?? undefined, body: input.body ?? undefined });
    if (labels)
      await setLabels(
        change,
        issue,
        labels.map(({ name }) => name),
      );
    if (input.state === 'CLOSED') await closeIssue(change, issue);
    if (input.state === 'OPEN') await reopenIssue(change, issue);
    return { issue: issueSource(repository, issue), actor: accountSource(context.actor.user) };
  }),

  closeIssue: mutation<{ issueId: string; stateReason?: 'COMPLETED' | 'NOT_PLANNED' | 'DUPLICATE' | null }>(
    async ({ issueId, stateReason }, context) => {
      const { repository, issue } = await writableIssue(context, issueId, 'CloseIssue');
      const reason = (stateReason ?? 'COMPLETED').toLowerCase() as Issue['stateReason'];
      await closeIssue(changeIn(context, repository), issue, reason);
      return { issue: issueSource(repository, issue) };
    },
  ),

  reopenIssue: mutation<{ issueId: string }>(async ({ issueId }, context) => {
    const { repository, issue } = await writableIssue(context, issueId, 'ReopenIssue');
    await reopenIssue(changeIn(context, repository), issue);
    return { issue: issueSource(repository, issue) };
  }),

  addComment: mutation<{ subjectId: string; body: string }>(async ({ subjectId, body }, context) => {
    const { repository, issue } = await findNodeOf(context, subjectId, 'Issue', 'PullRequest');
    needWrite(context, repository, { permissions: OF_ISSUES_OR_PULLS, mutation: 'AddComment', need: 'read' });
    refuseFieldTexts(commentTextProblems(body));
    const comment = addComment(changeIn(context, repository), issue, body);
    const node: CommentSource = { __typename: 'IssueComment', repository, issue, comment };
    return { subject: issueSource(repository, issue), commentEdge: { cursor: '', node } };
  }),

  updateIssueComment: mutation<{ id: string; body: string }>(async ({ id, body }, context) => {
    const source = await writableComment(context, id, 'UpdateIssueComment');
    refuseFieldTexts(commentTextProblems(body));
    editComment(changeIn(context, source.repository), source.issue, source.comment, body);
    return { issueComment: source };
  }),

  deleteIssueComment: mutation<{ id: string }>(async ({ id }, context) => {
    const { repository, issue, comment } = await writableComment(context, id, 'DeleteIssueComment');
    deleteComment(changeIn(context, repository), issue, comment);
    return {};
  }),

  addLabelsToLabelable: mutation<LabelsInput>(async ({ labelableId, labelIds }, context) => {
    const { repository, issue } = await labelable(context, labelableId, 'AddLabelsToLabelable');
    const labels = await findLabels(context, repository, labelIds);
    await labelIssue(
      changeIn(context, repository),
      issue,
      labels.map(({ name }) => name),
    );
    return { labelable: issueSource(repository, issue) };
  }),

  removeLabelsFromLabelable: mutation<LabelsInput>(async ({ labelableId, labelIds }, context) => {
    const { repository, issue } = await labelable(context, labelableId, 'RemoveLabelsFromLabelable');
    const labels = await findLabels(context, repository, labelIds);
    const present = labels.filter((label) => issue.labels.includes(label));
    await unlabelIssue(changeIn(context, repository), issue, present);
    return { labelable: issueSource(repository, issue) };
  }),

  addSubIssue: mutation<{ issueId: string; subIssueId?: string | null; replaceParent?: boolean | null }>(
    async ({ issueId, subIssueId, replaceParent }, context) => {
      const source = await writableIssue(context, issueId, 'AddSubIssue');
      const child = await findNodeOf(context, subIssueId ?? '', 'Issue');
      const { hierarchy } = context.world;
      const problem = subIssueProblem(context.world, source, child);
      if (problem) throw unprocessable(problem);
      const [parent] = hierarchy.originsOf(child);
      if (parent && !replaceParent) throw unprocessable(ONE_PARENT);
      if (parent) hierarchy.remove(parent, child);
      hierarchy.add(source, referenceTo(child));
      source.issue.updatedAt = context.world.clock.tick();
      context.world.changed();
      return { issue: source, subIssue: child };
    },
  ),

  addBlockedBy: mutation<DependencyInput>(async ({ issueId, blockingIssueId }, context) => {
    const source = await writableIssue(context, issueId, 'AddBlockedBy');
    const blocker = await findNodeOf(context, blockingIssueId, 'Issue');
    if (blocker.issue === source.issue) throw unprocessable('An issue cannot block itself');
    if (source.issue.blockedBy.some(refersTo(blocker))) throw unprocessable('Dependency already exists');
    context.world.dependencies.add(source, referenceTo(blocker));
    source.issue.updatedAt = context.world.clock.tick();
    context.world.changed();
    return { issue: source, blockingIssue: blocker };
  }),

  removeBlockedBy: mutation<DependencyInput>(async ({ issueId, blockingIssueId }, context) => {
    const source = await writableIssue(context, issueId, 'RemoveBlockedBy');
    const blocker = await findNodeOf(context, blockingIssueId, 'Issue');
    if (!source.issue.blockedBy.some(refersTo(blocker))) throw unprocessable('Dependency does not exist');
    context.world.dependencies.remove(source, blocker);
    source.issue.updatedAt = context.world.clock.tick();
    context.world.changed();
    return { issue: source, blockingIssue: blocker };
  }),
};

async function writableIssue(context: Context, id: string, name: string): Promise<IssueSource> {
  const source = await findNodeOf(context, id, 'Issue');
  needWrite(context, source.repository, { permissions: OF_ISSUES, mutation: name });
  return source;
}

async function labelable(context: Context, id: string, name: string): Promise<IssueSource | PullSource> {
  const source = await findNodeOf(context, id, 'Issue', 'PullRequest');
  needWrite(context, source.repository, { permissions: OF_ISSUES_OR_PULLS, mutation: name });
  return source;
}

async function writableComment(context: Context, id: string, name: string): Promise<CommentSource> {
  const source = await findNodeOf(context, id, 'IssueComment');
  // One's own comments are one's own.
  const need = source.comment.author === context.actor.user ? 'read' : 'write';
  needWrite(context, source.repository, { permissions: OF_ISSUES_OR_PULLS, mutation: name, need });
  return source;
}

async function findLabels(
  context: Context,
  repository: Repository,
  ids: readonly string[],
): Promise<Label[]> {
  const sources = await Promise.all(ids.map((id) => findNodeOf(context, id, 'Label')));
  const foreign = sources.find((source) => source.repository !== repository);
  if (foreign) throw unprocessable(`Label ${foreign.label.name} belongs to another repository`);
  return sources.map(({ label }) => label);
}
