import type { ProjectItem } from '../state/project.ts';
import { canRead, OF_ISSUES, OF_PULLS } from './access.ts';
import type { Context } from './context.ts';

export type ItemType = 'DRAFT_ISSUE' | 'ISSUE' | 'PULL_REQUEST' | 'REDACTED';

/** Seen from this token: a content that it cannot read is there, and says nothing of itself. */
export function typeOf(context: Context, { content }: ProjectItem): ItemType {
  if (content.kind === 'draft') return 'DRAFT_ISSUE';
  const { repository, issue } = content;
  if (!canRead(context, repository, issue.pull ? OF_PULLS : OF_ISSUES)) return 'REDACTED';
  return issue.pull ? 'PULL_REQUEST' : 'ISSUE';
}
