import { ProviderError } from '../../core/provider-error.ts';
import type { Reason } from '../../core/reasons.ts';
import { cancelledMessage, filesFailedMessage, internalErrorMessage } from '../../core/text/run-message.ts';
import { WallError } from '../../isolation/wall.ts';
import { GitError } from '../git/git-error.ts';

export interface RunFailure {
  readonly reason: Reason;
  readonly message: string;
}

/** What an exception means to a person. One that is not foreseen is a defect, and says nothing of our insides. */
export function failureOf(error: unknown): RunFailure {
  if (error instanceof ProviderError || error instanceof GitError || error instanceof WallError) {
    return { reason: error.reason, message: error.message };
  }
  if (isOfFiles(error)) return { reason: 'runner-failed', message: filesFailedMessage(error.message) };
  if (error instanceof Error && error.name === 'AbortError') {
    return { reason: 'cancelled', message: cancelledMessage() };
  }
  return { reason: 'internal-error', message: internalErrorMessage() };
}

/** What a disk or its rights can say no to. Nothing else of the system is foreseen. */
const OF_FILES = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'EMFILE',
  'ENFILE',
  'ENAMETOOLONG',
]);

function isOfFiles(error: unknown): error is NodeJS.ErrnoException {
  return (
    error instanceof Error && 'syscall' in error && OF_FILES.has((error as NodeJS.ErrnoException).code ?? '')
  );
}
