import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { WEBHOOK_PATH } from '../../../src/app/http/answer-request.ts';
import { CARD_EVENTS } from '../../../src/app/read-card-event.ts';
import { HANDLED_EVENTS } from '../../../src/core/routing/read-event.ts';
import { PERMISSIONS } from '../../../src/sandbox/auth/permissions.ts';
import { operations } from '../../../src/sandbox/openapi/description.ts';
import rest from '../../../src/sandbox/openapi/rest.json' with { type: 'json' };

const root = new URL('../../../', import.meta.url);

const manifest = z
  .object({
    public: z.boolean(),
    hook_attributes: z.object({ url: z.string() }),
    default_events: z.array(z.string()),
    default_permissions: z.record(z.string(), z.enum(['read', 'write'])),
  })
  .parse(parse(readFileSync(new URL('app.yml', root), 'utf8')));

const granted = Object.entries(manifest.default_permissions);

test('the App subscribes to exactly the events that the code handles', () => {
  const handled = new Set([...HANDLED_EVENTS, ...CARD_EVENTS].map((name) => name.split('.')[0]));
  expect(manifest.default_events).toEqual([...handled].sort());
});

test('its webhooks go where the server takes them', () => {
  expect(new URL(manifest.hook_attributes.url).pathname).toBe(WEBHOOK_PATH);
});

test('it is private: whoever installs a public App can make it work for them', () => {
  expect(manifest.public).toBe(false);
});

test('it may do whatever the code asks of GitHub', () => {
  const lacking = usedOperations().filter((id) => {
    const required = PERMISSIONS[id];
    return Array.isArray(required) && !required.some(({ permission, access }) => covers(permission, access));
  });
  expect(lacking).toEqual([]);
});

test('it may make the mutations that the code makes, and each is known here', () => {
  const lacking = usedMutations().filter((mutation) => {
    const needed = PERMISSION_OF[mutation];
    return needed === undefined || !covers(needed, 'write');
  });
  expect(lacking).toEqual([]);
});

test('it may read what the queries of the code need', () => {
  const needed = [...sources().matchAll(/needs: \['(\w+): (\w+)'\]/g)];
  expect(needed.length).toBeGreaterThan(0);
  expect(needed.filter(([, permission = '', access = '']) => !covers(permission, access))).toEqual([]);
});

test('it was granted whatever the tokens of agents are minted for', () => {
  const minted = mintedPermissions();
  expect(minted.length).toBeGreaterThan(0);
  expect(minted.filter(([permission, access]) => !covers(permission, access))).toEqual([]);
});

test('each permission is needed by something', () => {
  const needed = new Set(
    usedOperations().flatMap((id) => {
      const required = PERMISSIONS[id];
      // Where any of several permissions does, the first is the one that is meant.
      const [first] = Array.isArray(required) ? required : [];
      return first ? [`${first.permission}: ${first.access}`] : [];
    }),
  );
  // An item's branch is pushed over git, which is no operation of the API: that its token is minted for it tells.
  for (const [permission, access] of mintedPermissions()) needed.add(`${permission}: ${access}`);
  for (const mutation of usedMutations()) needed.add(`${PERMISSION_OF[mutation]}: write`);
  const idle = granted.filter(([permission, access]) => !needed.has(`${permission}: ${access}`));
  expect(idle).toEqual([]);
});

function covers(permission: string, access: string): boolean {
  const level = manifest.default_permissions[permission];
  return level === access || (level === 'write' && access === 'read');
}

/** What GitHub wants for each mutation: https://docs.github.com/graphql/reference/mutations names them by object. */
const PERMISSION_OF: Readonly<Record<string, string>> = {
  addComment: 'issues',
  addLabelsToLabelable: 'issues',
  deleteIssueComment: 'issues',
  removeLabelsFromLabelable: 'issues',
  updateIssueComment: 'issues',
  updateProjectV2ItemFieldValue: 'organization_projects',
};

/** The fields of `Mutation` that stand in `src/github`. */
function usedMutations(): readonly string[] {
  const found = sources().matchAll(/: (\w+)\(input: \{/g);
  return [...new Set([...found].map(([, name = '']) => name))];
}

/** The ids of the operations whose routes stand in `src/github`. */
function usedOperations(): readonly string[] {
  const routes = new Set([...sources().matchAll(/'([A-Z]+ \/[^' ]*)'/g)].map(([, route]) => route));
  const used = [...operations.values()].filter(({ method, path }) =>
    routes.has(`${method.toUpperCase()} ${path}`),
  );
  expect(used.length).toBe(routes.size);
  return used.map(({ id }) => id);
}

/** What stands in `src/action` as the scope of a token. */
function mintedPermissions(): readonly (readonly [string, string])[] {
  const folder = fileURLToPath(new URL('src/action', root));
  const text = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const known = Object.keys(rest.components.schemas['app-permissions'].properties);
  return [...text.matchAll(/\b([a-z_]+): '(read|write)'/g)]
    .map(([, name = '', access = '']) => [name, access] as const)
    .filter(([name]) => known.includes(name));
}

/** What only the command line asks, with the token of whoever runs it. */
const ASKED_BY_A_PERSON: ReadonlySet<string> = new Set([
  'actions-permissions.ts',
  'actions-policies.ts',
  'actions-settings.ts',
  'create-ruleset.ts',
  'repository-labels.ts',
]);

function sources(): string {
  const folder = new URL('src/github/', root);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !ASKED_BY_A_PERSON.has(basename(file)))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n');
}
