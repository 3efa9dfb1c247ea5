import type { Label } from '../state/label.ts';
import type { Issue, TimelineEvent } from '../state/repository.ts';
import type { User } from '../state/user.ts';
import type { World } from '../state/world.ts';

/** Adds to an issue's timeline, at the time of the change. */
export function record(
  world: World,
  issue: Issue,
  entry: { event: TimelineEvent['event']; actor: User; label?: Label },
): void {
  issue.updatedAt = world.clock.tick();
  issue.timeline.push({ id: world.ids.next('event'), createdAt: issue.updatedAt, ...entry });
}
