import { addCommitComment } from '../../changes/commit-comment.ts';
import { commitCommentTextProblems } from '../../changes/text-limits.ts';
import { renderCommitComment } from '../../render/commit-comment.ts';
import type { Repository } from '../../state/repository.ts';
import { ApiError, refuseTexts, validationFailed } from '../api-error.ts';
import { page } from '../page.ts';
import { created, type Route, repositoryRoute } from '../route.ts';
import { asChange } from './find-issue.ts';

interface OfCommit {
  commit_sha: string;
}

/** A comment here is on the whole commit. */
const UNSUPPORTED_FIELDS = ['path', 'position', 'line'] as const;

type Body = { body: string } & Partial<Record<(typeof UNSUPPORTED_FIELDS)[number], unknown>>;

export const commitCommentRoutes: readonly Route[] = [
  repositoryRoute<OfCommit>('repos/list-comments-for-commit', async (request) => {
    const { world, repository, params } = request;
    const oid = await findCommit(repository, params.commit_sha);
    return page(request, repository.commitComments.get(oid) ?? [], (slice) =>
      slice.map((comment) => renderCommitComment(world, repository, oid, comment)),
    );
  }),

  repositoryRoute<OfCommit, Body>('repos/create-commit-comment', async (request) => {
    const { world, repository, params, body } = request;
    for (const field of UNSUPPORTED_FIELDS) {
      if (body[field] !== undefined)
        throw validationFailed([{ resource: 'CommitComment', field, code: 'not in the sandbox' }]);
    }
    refuseTexts(commitCommentTextProblems(body.body));
    const oid = await findCommit(repository, params.commit_sha);
    const comment = addCommitComment(asChange(request), oid, body.body);
    return created(renderCommitComment(world, repository, oid, comment));
  }),
];

async function findCommit(repository: Repository, sha: string): Promise<string> {
  const oid = await repository.git.resolve(sha);
  if (oid === undefined) throw new ApiError(422, `No commit found for SHA: ${sha}`);
  return oid;
}
