import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { arrangeDoctor, CONFIG } from './doctor-world.ts';

const manifest = parse(readFileSync(new URL('../../../../app.yml', import.meta.url), 'utf8'));

test('a project that lists a repository with a configuration of its own is an error that names both', async () => {
  const config = `${CONFIG}repositories: [acme/web, acme/api]\n`;
  await using world = await arrangeDoctor({ config });
  const files = { '.github/interlock.yml': CONFIG.replace('project: web', 'project: api') };
  await world.sandbox.createRepository({ owner: 'acme', name: 'api', files });
  expect(await world.found('config')).toMatchObject([
    { level: 'ok' },
    {
      level: 'error',
      message: expect.stringContaining(
        'acme/api is in `repositories` of project "web" in acme/web, and project "api" in acme/api',
      ),
    },
  ]);
});

test("with the App's key a project of another repository that lists this one is a warning", async () => {
  await using world = await arrangeDoctor();
  const config = CONFIG.replace('project: web', 'project: api\nrepositories: [acme/web]');
  const files = { '.github/interlock.yml': config };
  await world.sandbox.createRepository({ owner: 'acme', name: 'api', files });
  const { default_permissions: permissions, default_events: events } = manifest;
  const app = world.sandbox.createApp({ slug: 'interlock', permissions, events });
  Object.assign(world.env, { INTERLOCK_CLIENT_ID: app.clientId, INTERLOCK_PRIVATE_KEY: app.privateKey });
  world.sandbox.install({ app: 'interlock', owner: 'acme' });
  expect(await world.found('config')).toMatchObject([
    { level: 'ok' },
    {
      level: 'warning',
      message: expect.stringContaining(
        'acme/web is in `repositories` of project "api" in acme/api, and project "web" in acme/web',
      ),
    },
  ]);
});
