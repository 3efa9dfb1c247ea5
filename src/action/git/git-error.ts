import type { Reason } from '../../core/reasons.ts';
import { tokenNeeds } from '../../core/text/github-error.ts';
import { branchProtected, gitFailedMessage, workflowFilePushed } from '../../core/text/run-message.ts';

/** A git command that did not succeed, with the reason that its words stand for. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly reason: Reason;

  constructor(doing: string, stderr: string, cause?: unknown) {
    const { reason, remedy } = explain(stderr);
    super(gitFailedMessage(doing, lastLine(stderr), remedy), { cause });
    this.reason = reason;
  }
}

/** Git has one exit code for everything, so that only its words tell; they are asked for in English. */
function explain(stderr: string): { readonly reason: Reason; readonly remedy?: string } {
  if (/protected branch|GH006|GH013/i.test(stderr)) {
    return { reason: 'permission-missing', remedy: branchProtected(rulesIn(stderr)) };
  }
  if (/refusing to allow .+ workflow/i.test(stderr)) {
    return { reason: 'permission-missing', remedy: workflowFilePushed };
  }
  if (/returned error: 40[34]|permission to .+ denied|repository .*not found/i.test(stderr)) {
    return { reason: 'permission-missing', remedy: tokenNeeds(['contents: write']) };
  }
  if (/authentication failed|could not read username|returned error: 401/i.test(stderr)) {
    return { reason: 'bad-credentials' };
  }
  return { reason: 'github-unavailable' };
}

/** Below the sentence that something forbids the push there is a list of what does. */
function rulesIn(stderr: string): readonly string[] {
  return [...stderr.matchAll(/^remote: - (.+?)[\s.]*$/gm)].map(([, rule = '']) => rule);
}

function lastLine(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.find((line) => /^(?:fatal|error|remote: error): /.test(line)) ?? lines.at(-1) ?? '';
  return telling.slice(0, 300);
}
