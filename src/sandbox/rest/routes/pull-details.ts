import { reviewTextProblems } from '../../changes/text-limits.ts';
import { renderChangedFile, renderCommit } from '../../render/commit.ts';
import { renderReview } from '../../render/review.ts';
import { renderUser } from '../../render/user.ts';
import type { Review } from '../../state/repository.ts';
import { ApiError, refuseTexts } from '../api-error.ts';
import { page } from '../page.ts';
import { ok, type Route, repositoryRoute } from '../route.ts';
import { findPull } from './find-issue.ts';

interface OfPull {
  pull_number: number;
}

interface ReviewBody {
  body?: string;
  event?: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT';
  commit_id?: string;
  comments?: unknown[];
}

const STATES = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;

export const pullDetailRoutes: readonly Route[] = [
  repositoryRoute<OfPull>('pulls/list-files', async (request) => {
    const { world, repository, params } = request;
    const { baseSha, headSha } = findPull(repository, params.pull_number).pull;
    const files = await repository.git.changedFiles(baseSha, headSha);
    return page(request, files, (slice) =>
      slice.map((file) => renderChangedFile(world, repository, headSha, file)),
    );
  }),

  repositoryRoute<OfPull>('pulls/list-commits', async (request) => {
    const { world, repository, params } = request;
    const { baseSha, headSha } = findPull(repository, params.pull_number).pull;
    const commits = await repository.git.commits(baseSha, headSha);
    return page(request, commits, (slice) => slice.map((commit) => renderCommit(world, repository, commit)));
  }),

  repositoryRoute<OfPull>('pulls/list-reviews', (request) => {
    const { world, repository, params } = request;
    const issue = findPull(repository, params.pull_number);
    return page(request, issue.pull.reviews, (slice) =>
      slice.map((review) => renderReview(world, repository, issue, review)),
    );
  }),

  repositoryRoute<OfPull, ReviewBody>('pulls/create-review', (request) => {
    const { world, actor, repository, params, body } = request;
    const issue = findPull(repository, params.pull_number);
    if (
      body.event === 'APPROVE' &&
      actor.kind === 'workflow' &&
      !repository.allowActionsToCreatePullRequests
    ) {
      throw new ApiError(403, 'GitHub Actions is not permitted to approve pull requests.');
    }
    if (body.event === 'APPROVE' && issue.author === actor.user) {
      throw new ApiError(422, 'Can not approve your own pull request');
    }
    refuseTexts(reviewTextProblems(body.body));
    if (body.comments?.length) throw new ApiError(422, 'Comments on lines are not in the sandbox');
    const id = world.ids.next('review');
    const review: Review = {
      id,
      nodeId: world.ids.nodeId('review', id),
      author: actor.user,
      body: body.body ?? '',
      state: body.event ? STATES[body.event] : 'PENDING',
      commitId: body.commit_id ?? issue.pull.headSha,
      submittedAt: world.clock.tick(),
    };
    issue.pull.reviews.push(review);
    world.changed();
    return ok(renderReview(world, repository, issue, review));
  }),

  repositoryRoute<OfPull>('pulls/list-requested-reviewers', ({ world, repository, params }) => {
    const { requestedReviewers } = findPull(repository, params.pull_number).pull;
    return ok({ users: requestedReviewers.map((user) => renderUser(world, user)), teams: [] });
  }),
];
