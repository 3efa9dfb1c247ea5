import { isInstalledOn } from '../auth/reach.ts';
import { announce } from '../events/announce.ts';
import { renderInstallation } from '../rest/render/app.ts';
import type { InstallationHandle } from '../sandbox.ts';
import type { Installation } from '../state/app.ts';
import type { World } from '../state/world.ts';

export function installationHandle(world: World, installation: Installation): InstallationHandle {
  const tell = (action: 'created' | 'deleted'): void => {
    const repositories = [...world.repositories].filter((repository) =>
      isInstalledOn(installation, repository),
    );
    announce(world, {
      name: 'installation',
      action,
      installation,
      by: { kind: 'person', user: installation.account },
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
  };
  return {
    id: installation.id,
    announce: () => tell('created'),
    remove() {
      tell('deleted');
      world.tokens.revokeAll(installation);
      world.installations.splice(world.installations.indexOf(installation), 1);
      world.changed();
    },
  };
}
