import type { Reason } from '../../core/reasons.ts';
import { gitFailedMessage } from '../../core/text/run-message.ts';

/** A git command that did not succeed, with the reason that its words stand for. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly reason: Reason;

  constructor(doing: string, stderr: string, cause?: unknown) {
    super(gitFailedMessage(doing, lastLine(stderr)), { cause });
    this.reason = reasonFor(stderr);
  }
}

/** Git has one exit code for everything, so that only its words tell; they are asked for in English. */
function reasonFor(stderr: string): Reason {
  if (/returned error: 403|permission to .+ denied|protected branch|GH006|GH013/i.test(stderr)) {
    return 'permission-missing';
  }
  if (/authentication failed|could not read username|returned error: 401/i.test(stderr)) {
    return 'bad-credentials';
  }
  if (/repository .*not found|returned error: 404/i.test(stderr)) return 'permission-missing';
  return 'github-unavailable';
}

function lastLine(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.find((line) => /^(?:fatal|error|remote: error): /.test(line)) ?? lines.at(-1) ?? '';
  return telling.slice(0, 300);
}
