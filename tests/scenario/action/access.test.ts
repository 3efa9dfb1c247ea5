import { expect, test } from 'vitest';
import { createAccess } from '../../../src/agents/run/access.ts';
import { readSurroundings } from '../../../src/agents/run/surroundings.ts';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { PATIENT_SANDBOX } from '../../patience.ts';

const home = { owner: 'acme', repository: 'web' };

test("an App's token is masked before anybody sees it, and reaches what the task needs and no more", async () => {
  await using sandbox = await startSandbox(PATIENT_SANDBOX);
  for (const name of ['web', 'api']) {
    await sandbox.createRepository({ owner: 'acme', name, files: { 'README.md': '# x\n' } });
  }
  const permissions = { contents: 'write', issues: 'write', metadata: 'read' } as const;
  const app = sandbox.createApp({ slug: 'interlock', permissions, events: [] });
  sandbox.install({ app: app.slug, owner: 'acme' });
  const read = readSurroundings({
    GITHUB_REPOSITORY: 'acme/web',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_API_URL: sandbox.apiUrl,
    GITHUB_SERVER_URL: sandbox.url,
    GITHUB_EVENT_NAME: 'workflow_dispatch',
    GITHUB_EVENT_PATH: '/tmp/event.json',
    RUNNER_TEMP: '/tmp',
  });
  if (read.kind !== 'read') throw new Error(read.message);
  const masks: string[] = [];
  const openAccess = createAccess({
    credentials: { kind: 'app', clientId: app.clientId, privateKey: app.privateKey },
    surroundings: read.surroundings,
    mask: (secret) => masks.push(secret),
    onCall: () => undefined,
  });

  const access = await openAccess({ repositories: [home], permissions: { issues: 'read' } });
  const token = await access.token();
  expect(masks).toEqual([token]);
  const statusOf = async (method: string, path: string, body?: unknown): Promise<number> => {
    const headers = { authorization: `token ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${sandbox.apiUrl}/repos/${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return answer.status;
  };
  expect(await statusOf('GET', 'acme/web/issues')).toBe(200);
  expect(await statusOf('POST', 'acme/web/issues', { title: 'x' })).toBe(403);
  expect([403, 404]).toContain(await statusOf('POST', 'acme/api/issues', { title: 'x' }));
});
