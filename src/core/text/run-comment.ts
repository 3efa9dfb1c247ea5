import type { Reason } from '../reasons.ts';

interface RunEnd {
  /** The decision's own sentences: what happened, and what to do. */
  readonly message: string;
  readonly runUrl: string;
}

/** The one comment of implementation runs on their item, while the work has not become a pull request. */
export function runStoppedComment({ reason, message, runUrl }: RunEnd & { readonly reason: Reason }): string {
  return `The implementation stopped (\`${reason}\`).\n\n${message}\n\n[Run](${runUrl})`;
}

/** Takes the place of that comment once a later run succeeded. */
export function runSucceededComment({ message, runUrl }: RunEnd): string {
  return `${message}\n\n[Run](${runUrl})`;
}
