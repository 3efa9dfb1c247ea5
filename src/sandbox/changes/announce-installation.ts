import { isInstalledOn } from '../auth/reach.ts';
import { announce } from '../events/announce.ts';
import { renderInstallation } from '../render/app.ts';
import type { Installation } from '../state/app.ts';
import type { User } from '../state/user.ts';
import type { World } from '../state/world.ts';

/** Tells the App that it was installed or removed. */
export function announceInstallation(
  world: World,
  installation: Installation,
  { action, by }: { readonly action: 'created' | 'deleted'; readonly by: User },
): void {
  const repositories = [...world.repositories].filter((repository) =>
    isInstalledOn(installation, repository),
  );
  announce(world, {
    name: 'installation',
    action,
    installation,
    by: { kind: 'person', user: by },
    payload: {
      installation: renderInstallation(world, installation),
      repositories: repositories.map(({ id, nodeId, name, fullName, private: isPrivate }) => ({
        id,
        node_id: nodeId,
        name,
        full_name: fullName,
        private: isPrivate,
      })),
      requester: null,
    },
  });
}
