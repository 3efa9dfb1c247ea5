import { covers } from '../auth/reach.ts';
import type { NewInstallation } from '../sandbox.ts';
import type { Installation } from '../state/app.ts';
import type { World } from '../state/world.ts';

export function install(world: World, options: NewInstallation): Installation {
  const app = world.apps.find(({ slug }) => slug === options.app);
  if (!app) throw new Error(`there is no app ${options.app}`);
  const permissions = { ...app.permissions, ...options.permissions };
  for (const [permission, access] of Object.entries(permissions)) {
    if (!covers(app.permissions[permission], access)) {
      throw new Error(
        `${app.slug} asks for no ${permission}: ${access}; an installation cannot have more than its app`,
      );
    }
  }
  const selected = options.repositories?.map((name) => {
    const repository = world.repository(`${options.owner}/${name}`);
    if (!repository) throw new Error(`there is no repository ${options.owner}/${name}`);
    return repository;
  });
  const installation: Installation = {
    id: world.ids.next('installation'),
    app,
    account: world.ensureUser(options.owner, 'Organization'),
    permissions: options.permissions ? { metadata: 'read', ...options.permissions } : permissions,
    selected: selected && new Set(selected),
    createdAt: world.clock.tick(),
  };
  world.installations.push(installation);
  return installation;
}
