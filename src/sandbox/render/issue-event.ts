import type { Issue, Repository, TimelineEvent } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { renderUser } from './user.ts';

/** `issue-event-for-issue` */
export function renderIssueEvent(
  world: World,
  repository: Repository,
  issue: Issue,
  entry: TimelineEvent,
): Record<string, unknown> {
  return {
    id: entry.id,
    node_id: world.ids.nodeId('event', entry.id),
    url: `${world.apiUrl}/repos/${repository.fullName}/issues/events/${entry.id}`,
    actor: renderUser(world, entry.actor),
    event: entry.event,
    commit_id: null,
    commit_url: null,
    created_at: entry.createdAt,
    performed_via_github_app: null,
    ...(entry.label === undefined ? {} : { label: { name: entry.label.name, color: entry.label.color } }),
    ...(entry.event === 'renamed' ? { rename: { from: '', to: issue.title } } : {}),
  };
}
