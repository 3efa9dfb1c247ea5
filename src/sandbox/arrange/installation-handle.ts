import { announceInstallation } from '../changes/announce-installation.ts';
import type { InstallationHandle } from '../sandbox.ts';
import type { Installation } from '../state/app.ts';
import type { World } from '../state/world.ts';

export function installationHandle(world: World, installation: Installation): InstallationHandle {
  const tell = (action: 'created' | 'deleted'): void =>
    announceInstallation(world, installation, { action, by: installation.account });
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
