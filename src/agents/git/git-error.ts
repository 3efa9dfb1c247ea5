import type { Reason } from '../../core/reasons.ts';
import { cut } from '../../core/text/cut.ts';
import { refusedMessage } from '../../core/text/push-refusal.ts';
import { gitFailedMessage } from '../../core/text/run-message.ts';
import { explainGit } from './explain-git.ts';

/** A git command that did not succeed, with the reason that its words mean. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly reason: Reason;

  constructor(doing: string, stderr: string, cause?: unknown) {
    const { reason, remedy = '' } = explainGit(stderr);
    // What a refusal is about says more than the line by which it was announced.
    const isTold = reason === 'push-refused' && remedy !== '';
    super(isTold ? refusedMessage(doing, remedy) : gitFailedMessage(doing, tellingLine(stderr), remedy), {
      cause,
    });
    this.reason = reason;
  }
}

function tellingLine(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const telling =
    lines.find((line) => /^remote: error: GH\d/.test(line)) ??
    lines.find((line) => /^(?:fatal|error|remote: error|remote: fatal): /.test(line)) ??
    lines.find((line) => /^ ! \[(?:remote )?rejected\]/.test(line)) ??
    lines.at(-1) ??
    '';
  return cut(telling.trim(), 300);
}
