import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { arrangeDoctor, type DoctorWorld, type Found } from './doctor-world.ts';

type Permissions = Record<string, 'read' | 'write'>;
const manifest = parse(readFileSync(new URL('../../../../app.yml', import.meta.url), 'utf8'));
const PERMISSIONS: Permissions = manifest.default_permissions;
const EVENTS: string[] = manifest.default_events;

/** Registers an App and gives the doctor its key. */
function register(world: DoctorWorld, permissions: Permissions = PERMISSIONS, events = EVENTS): void {
  const app = world.sandbox.createApp({ slug: 'interlock', permissions, events });
  Object.assign(world.env, {
    INTERLOCK_CLIENT_ID: app.clientId,
    INTERLOCK_PRIVATE_KEY: app.privateKey,
  });
}

async function found(permissions?: Permissions, events?: string[]): Promise<readonly Found[]> {
  await using world = await arrangeDoctor();
  register(world, permissions, events);
  world.sandbox.install({ app: 'interlock', owner: 'acme' });
  return await world.found('app');
}

test('the App is right when it is registered from app.yml', async () => {
  expect(await found()).toMatchObject([{ level: 'ok' }]);
});

test('the App need not reach GitHub projects if the board is labels', async () => {
  const { organization_projects: _, ...permissions } = PERMISSIONS;
  const events = EVENTS.filter((name) => name !== 'projects_v2_item');
  expect(await found(permissions, events)).toMatchObject([{ level: 'ok' }]);
});

test('the App is an error without a permission or an event', async () => {
  const events = EVENTS.filter((name) => name !== 'issues');
  expect(await found({ ...PERMISSIONS, actions: 'read' }, events)).toMatchObject([
    { level: 'error', message: expect.stringContaining('`actions: write`') },
    { level: 'error', message: expect.stringContaining('`issues`') },
  ]);
});

test('the App is an error where it is not installed', async () => {
  await using world = await arrangeDoctor();
  register(world);
  expect(await world.found('app')).toMatchObject([
    { level: 'error', message: expect.stringContaining('not installed') },
  ]);
});

test('a key that is none is never shown', async () => {
  await using world = await arrangeDoctor();
  register(world);
  world.env['INTERLOCK_PRIVATE_KEY'] = 'not-a-key';
  const { code, out } = await world.doctor();
  expect(code).toBe(2);
  expect(out).toMatch(/^unknown +app/m);
  expect(out).not.toContain('not-a-key');
});

test('without its key nothing is said of the App', async () => {
  await using world = await arrangeDoctor();
  expect(await world.found('app')).toEqual([]);
});
