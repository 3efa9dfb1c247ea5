import { mayWriteWorkflows } from '../auth/reach.ts';
import { isWorkflowFile } from '../rules/judge-workflow-files.ts';
import type { Actor } from '../state/actor.ts';
import { ApiError } from './api-error.ts';

/** For the operations that name a file. */
export function refuseWorkflowPath(actor: Actor, path: string): void {
  refuseWorkflowFile(isWorkflowFile(path) && !mayWriteWorkflows(actor) ? path : undefined);
}

/** REST names neither the file nor the permission in words: https://github.com/googleapis/release-please-action/issues/704 */
export function refuseWorkflowFile(path: string | undefined): void {
  if (path === undefined) return;
  throw new ApiError(403, 'Resource not accessible by integration', {
    headers: { 'x-accepted-github-permissions': 'contents=write; contents=write,workflows=write' },
  });
}
