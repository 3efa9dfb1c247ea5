import type { Reason } from '../reasons.ts';

/** A reason as people read it: a link to what it means and what to do, where that page is known. */
export function reasonLink(reason: Reason, page: string | undefined): string {
  return page === undefined ? `\`${reason}\`` : `[\`${reason}\`](${page}#${reason})`;
}
