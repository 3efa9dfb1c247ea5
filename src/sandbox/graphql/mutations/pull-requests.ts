import { sayProblem, type TextProblem } from '../../changes/text-limits.ts';
import { ApiError } from '../../rest/api-error.ts';
import type { Reply, Route } from '../../rest/route.ts';
import { pullDetailRoutes } from '../../rest/routes/pull-details.ts';
import { pullRoutes } from '../../rest/routes/pulls.ts';
import type { Repository } from '../../state/repository.ts';
import { needWrite, OF_CONTENTS, OF_PULLS } from '../access.ts';
import type { Context, Resolver } from '../context.ts';
import { NotInSandbox, notAccessible, unprocessable } from '../field-error.ts';
import { findNodeOf } from '../find-node.ts';
import { accountSource, issueSource, type PullSource } from '../source.ts';
import { mutation } from './mutation.ts';

interface CreateInput {
  repositoryId: string;
  title: string;
  headRefName: string;
  baseRefName: string;
  body?: string | null;
  draft?: boolean | null;
  headRepositoryId?: string | null;
}

interface UpdateInput {
  pullRequestId: string;
  title?: string | null;
  body?: string | null;
  baseRefName?: string | null;
  state?: 'OPEN' | 'CLOSED' | null;
}

interface MergeInput {
  pullRequestId: string;
  mergeMethod: 'MERGE' | 'SQUASH' | 'REBASE';
  expectedHeadOid?: string | null;
  commitHeadline?: string | null;
  commitBody?: string | null;
}

interface ReviewInput {
  pullRequestId: string;
  event?: 'APPROVE' | 'COMMENT' | 'REQUEST_CHANGES' | 'DISMISS' | null;
  body?: string | null;
  commitOID?: string | null;
}

/** What these do is written once, for REST. Its refusals are GraphQL's `UNPROCESSABLE`, in the same words. */
export const pullRequestMutations: Readonly<Record<string, Resolver<unknown>>> = {
  createPullRequest: mutation<CreateInput>(async (input, context) => {
    const { repository } = await findNodeOf(context, input.repositoryId, 'Repository');
    if (input.headRepositoryId && input.headRepositoryId !== repository.nodeId) {
      throw new NotInSandbox('pull requests from other repositories');
    }
    needWrite(context, repository, { permissions: OF_PULLS, mutation: 'CreatePullRequest' });
    const { title, headRefName: head, baseRefName: base, draft } = input;
    const body = { title, head, base, body: input.body ?? '', draft: draft ?? false };
    const { number } = (await asInRest(context, repository, 'pulls/create', { body })) as { number: number };
    const issue = repository.issues.get(number);
    return { pullRequest: issue && issueSource(repository, issue) };
  }),

  updatePullRequest: mutation<UpdateInput>(
    async ({ pullRequestId, title, body, baseRefName, state }, context) => {
      const source = await writablePull(context, pullRequestId, 'UpdatePullRequest');
      const changes = { title, body, base: baseRefName, state: state?.toLowerCase() };
      await update(context, source, changes);
      return { pullRequest: source, actor: accountSource(context.actor.user) };
    },
  ),

  closePullRequest: mutation<{ pullRequestId: string }>(async ({ pullRequestId }, context) => {
    const source = await writablePull(context, pullRequestId, 'ClosePullRequest');
    await update(context, source, { state: 'closed' });
    return { pullRequest: source };
  }),

  reopenPullRequest: mutation<{ pullRequestId: string }>(async ({ pullRequestId }, context) => {
    const source = await writablePull(context, pullRequestId, 'ReopenPullRequest');
    await update(context, source, { state: 'open' });
    return { pullRequest: source };
  }),

  mergePullRequest: mutation<MergeInput>(async (input, context) => {
    const source = await findNodeOf(context, input.pullRequestId, 'PullRequest');
    const { repository, issue } = source;
    needWrite(context, repository, { permissions: OF_CONTENTS, mutation: 'MergePullRequest' });
    const body = {
      merge_method: input.mergeMethod.toLowerCase(),
      sha: input.expectedHeadOid ?? undefined,
      commit_title: input.commitHeadline ?? undefined,
      commit_message: input.commitBody ?? undefined,
    };
    await asInRest(context, repository, 'pulls/merge', { number: issue.number, body });
    return { pullRequest: source, actor: accountSource(context.actor.user) };
  }),

  addPullRequestReview: mutation<ReviewInput>(async ({ pullRequestId, event, body, commitOID }, context) => {
    const source = await findNodeOf(context, pullRequestId, 'PullRequest');
    const { repository, issue, pull } = source;
    needWrite(context, repository, { permissions: OF_PULLS, mutation: 'AddPullRequestReview', need: 'read' });
    if (event === 'DISMISS') throw new NotInSandbox('dismissing reviews');
    const review = { event: event ?? undefined, body: body ?? undefined, commit_id: commitOID ?? undefined };
    await asInRest(context, repository, 'pulls/create-review', { number: issue.number, body: review });
    return { pullRequestReview: { ...source, __typename: 'PullRequestReview', review: pull.reviews.at(-1) } };
  }),
};

async function writablePull(context: Context, id: string, name: string): Promise<PullSource> {
  const source = await findNodeOf(context, id, 'PullRequest');
  needWrite(context, source.repository, { permissions: OF_PULLS, mutation: name });
  return source;
}

async function update(
  context: Context,
  { repository, issue }: PullSource,
  changes: Record<string, unknown>,
): Promise<void> {
  const body = Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== null && value !== undefined),
  );
  await asInRest(context, repository, 'pulls/update', { number: issue.number, body });
}

const ROUTES: readonly Route[] = [...pullRoutes, ...pullDetailRoutes];

/** Carries out the operation of REST's handler, whose access has been checked, and gives the body of its answer. */
async function asInRest(
  { world, actor }: Context,
  repository: Repository,
  operationId: string,
  { number, body }: { number?: number; body: Record<string, unknown> },
): Promise<unknown> {
  const route = ROUTES.find((candidate) => candidate.operationId === operationId);
  if (!route) throw new Error(`there is no route for ${operationId}`);
  try {
    const params = { pull_number: number };
    const reply: Reply = await route.handle({
      world,
      actor,
      repository,
      params,
      body,
      headers: {},
      url: world.url,
    });
    return reply.body;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw error.status === 403 ? notAccessible() : unprocessable(reasonOf(error));
  }
}

/** REST says "Validation Failed" and puts the reason below; GraphQL gives the reason. */
function reasonOf({ message, body }: ApiError): string {
  const [first] = Array.isArray(body.errors) ? (body.errors as Partial<TextProblem>[]) : [];
  if (first?.code === 'missing_field' || (first?.code === 'custom' && first.field !== undefined)) {
    return sayProblem(first as TextProblem);
  }
  return first?.message ?? (first?.field ? `${first.field} is invalid` : message);
}
