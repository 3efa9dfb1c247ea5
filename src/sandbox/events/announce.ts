import { renderRepository } from '../render/repository.ts';
import { renderOrganization, renderUser } from '../render/user.ts';
import type { Actor } from '../state/actor.ts';
import type { Installation } from '../state/app.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';

export interface Announcement {
  name: string;
  action?: string;
  repository?: Repository;
  installation?: Installation;
  by: Actor;
  /** What is particular to the event: `issue`, `label`, `workflow_run`, ... The rest is filled in. */
  payload: Record<string, unknown>;
}

/** Tells webhooks and workflows of a change that has just been made. The payload is a picture of this very moment. */
export function announce(
  world: World,
  { name, action, repository, installation, by, payload }: Announcement,
): void {
  world.emit({
    name,
    action,
    repository,
    installation,
    by,
    payload: structuredClone({
      ...(action === undefined ? {} : { action }),
      ...payload,
      ...(repository ? { repository: renderRepository(world, repository) } : {}),
      ...(repository?.owner.type === 'Organization'
        ? { organization: renderOrganization(world, repository.owner) }
        : {}),
      sender: renderUser(world, by.user),
    }),
  });
}
