import * as text from '../../core/text/doctor/app.ts';
import type { Check } from '../doctor-subject.ts';
import { type CheckVerdict, error, ok } from '../finding.ts';

/** What only a board that is a GitHub project needs. */
const OF_PROJECTS = { permission: 'organization_projects', event: 'projects_v2_item' };

/** What the App was granted on the repository, compared with `app.yml`. Seen with the App's own key alone. */
export const checkApp: Check = async ({ app, config }) => {
  if (!app) return [];
  const loaded = await config();
  const usesProject = loaded.kind === 'loaded' && loaded.config.board.type === 'github-projects';
  const { permissions, events } = await app.manifest();
  const installation = await app.installation();
  if (!installation) return [error(text.appAbsent)];
  const lackingPermissions = Object.entries(permissions)
    .filter(([name]) => usesProject || name !== OF_PROJECTS.permission)
    .filter(([name, access]) => !covers(installation.permissions[name], access))
    .map(([name, access]) => `${name}: ${access}`);
  const lackingEvents = events
    .filter((name) => usesProject || name !== OF_PROJECTS.event)
    .filter((name) => !installation.events.includes(name));
  const found: readonly CheckVerdict[] = [
    ...(installation.isSuspended ? [error(text.appSuspended)] : []),
    ...(lackingPermissions.length > 0 ? [error(text.appNotGranted(lackingPermissions))] : []),
    ...(lackingEvents.length > 0 ? [error(text.appLacksEvents(lackingEvents))] : []),
  ];
  return found.length > 0 ? found : [ok(text.appFits)];
};

function covers(granted: string | undefined, needed: string): boolean {
  return granted === needed || granted === 'admin' || (granted === 'write' && needed === 'read');
}
