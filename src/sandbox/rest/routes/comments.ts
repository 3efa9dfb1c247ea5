import { addComment, deleteComment, editComment } from '../../changes/comment.ts';
import { commentTextProblems } from '../../changes/text-limits.ts';
import { renderComment } from '../../render/comment.ts';
import { refuseTexts } from '../api-error.ts';
import { page } from '../page.ts';
import { created, noContent, ok, type Route, repositoryRoute } from '../route.ts';
import { asChange, findComment, findIssue } from './find-issue.ts';

interface Since {
  since?: string;
}

export const commentRoutes: readonly Route[] = [
  repositoryRoute<{ issue_number: number } & Since>('issues/list-comments', (request) => {
    const { world, repository, params } = request;
    const issue = findIssue(repository, params.issue_number);
    const comments = issue.comments.filter((comment) => isRecent(comment, params));
    return page(request, comments, (slice) =>
      slice.map((comment) => renderComment(world, repository, issue, comment)),
    );
  }),

  repositoryRoute<Since>('issues/list-comments-for-repo', (request) => {
    const { world, repository, params } = request;
    const comments = [...repository.issues.values()]
      .flatMap((issue) => issue.comments.map((comment) => ({ issue, comment })))
      .filter(({ comment }) => isRecent(comment, params))
      .sort((a, b) => a.comment.id - b.comment.id);
    return page(request, comments, (slice) =>
      slice.map(({ issue, comment }) => renderComment(world, repository, issue, comment)),
    );
  }),

  repositoryRoute<{ comment_id: number }>('issues/get-comment', ({ world, repository, params }) => {
    const { issue, comment } = findComment(repository, params.comment_id);
    return ok(renderComment(world, repository, issue, comment));
  }),

  repositoryRoute<{ issue_number: number }, { body: string }>('issues/create-comment', (request) => {
    const { world, repository, params, body } = request;
    const issue = findIssue(repository, params.issue_number);
    refuseTexts(commentTextProblems(body.body));
    const comment = addComment(asChange(request), issue, body.body);
    return created(renderComment(world, repository, issue, comment));
  }),

  repositoryRoute<{ comment_id: number }, { body: string }>('issues/update-comment', (request) => {
    const { world, repository, params, body } = request;
    const { issue, comment } = findComment(repository, params.comment_id);
    refuseTexts(commentTextProblems(body.body));
    editComment(asChange(request), issue, comment, body.body);
    return ok(renderComment(world, repository, issue, comment));
  }),

  repositoryRoute<{ comment_id: number }>('issues/delete-comment', (request) => {
    const { issue, comment } = findComment(request.repository, request.params.comment_id);
    deleteComment(asChange(request), issue, comment);
    return noContent();
  }),
];

function isRecent({ updatedAt }: { updatedAt: string }, { since }: Since): boolean {
  return since === undefined || Date.parse(updatedAt) >= Date.parse(since);
}
