import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, createNodeMiddleware, Octokit } from 'octokit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type AppHandle,
  type ProjectHandle,
  type RepositoryHandle,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/index.ts';
import { PATIENT_SANDBOX } from '../patience.ts';
import { client } from './client.ts';
import { installedVersion } from './outsiders-programs.ts';

const web = { owner: 'acme', repo: 'web' };
const SECRET = 'a secret';
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

// As it comes: with its throttling, which lets the first write of a test through at once, and its retries.
describe(`octokit ${installedVersion('octokit')}, unmodified, as an app`, () => {
  let sandbox: Sandbox;
  let repository: RepositoryHandle;
  let board: ProjectHandle;
  let handle: AppHandle;
  let installation: number;
  let app: App;

  beforeEach(async () => {
    sandbox = await startSandbox(PATIENT_SANDBOX);
    repository = await sandbox.createRepository({ owner: 'acme', name: 'web' });
    board = sandbox.createProject({ owner: 'acme', title: 'Board', states: ['Backlog', 'Done'] });
    for (const number of [1, 2, 3, 4, 5]) {
      repository.addIssue({ number, title: `Issue ${number}` });
      board.addItem({ issue: `acme/web#${number}`, state: number < 5 ? 'Backlog' : 'Done' });
    }
    handle = sandbox.createApp({
      slug: 'robot',
      permissions: { issues: 'write', metadata: 'read', organization_projects: 'read' },
      events: ['issues'],
      webhookSecret: SECRET,
    });
    installation = sandbox.install({ app: 'robot', owner: 'acme' }).id;
    app = new App({
      appId: handle.id,
      privateKey: handle.privateKey,
      webhooks: { secret: SECRET },
      // Its middleware wants these, though nobody signs in.
      oauth: { clientId: handle.clientId, clientSecret: 'unused' },
      Octokit: Octokit.defaults({ baseUrl: sandbox.apiUrl }),
      log: SILENT,
    });
  });

  afterEach(async () => {
    await sandbox[Symbol.asyncDispose]();
    expect(sandbox.defects).toEqual([]);
    expect(sandbox.refusals).toEqual([]);
  });

  test('finds its installations and repositories, and acts as the one that it is asked for', async () => {
    const found: string[] = [];
    for await (const { octokit, repository: one } of app.eachRepository.iterator()) {
      found.push(one.full_name);
      await octokit.rest.issues.create({ ...web, title: 'Made by a robot' });
    }
    expect(found).toEqual(['acme/web']);
    expect(repository.issue(6).title).toBe('Made by a robot');
    expect(sandbox.calls.at(-1)).toMatchObject({
      operationId: 'issues/create',
      by: { kind: 'installation', login: 'robot[bot]' },
    });
    expect((await app.octokit.rest.apps.getAuthenticated()).data?.slug).toBe('robot');
  });

  test('takes a token once for many calls', async () => {
    const octokit = await app.getInstallationOctokit(installation);
    for (const issue_number of [1, 2, 3]) await octokit.rest.issues.get({ ...web, issue_number });
    const tokens = sandbox.calls.filter(
      ({ operationId }) => operationId === 'apps/create-installation-access-token',
    );
    expect(tokens).toHaveLength(1);
  });

  test('follows the pages of a list and of a connection', async () => {
    const octokit = await app.getInstallationOctokit(installation);
    const listed = await octokit.paginate(octokit.rest.issues.listForRepo, {
      ...web,
      per_page: 2,
      direction: 'asc',
    });
    expect(listed.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    // Without the second that its throttling puts between two queries.
    const { token } = (await octokit.auth({ type: 'installation' })) as { token: string };
    const { organization } = await client(sandbox, token).graphql.paginate<{
      organization: { projectV2: { items: { nodes: { content: { number: number } }[] } } };
    }>(`query ($cursor: String) { organization(login: "acme") { projectV2(number: 1) {
      items(first: 3, after: $cursor, query: "status:Backlog") {
        nodes { content { ... on Issue { number } } } pageInfo { hasNextPage endCursor } } } } }`);
    expect(organization.projectV2.items.nodes.map(({ content }) => content.number)).toEqual([1, 2, 3, 4]);
  });

  test('verifies a delivery, and answers it as the installation that it is from', async () => {
    app.webhooks.on('issues.labeled', async ({ octokit, payload }) => {
      const { number, title } = payload.issue;
      await octokit.rest.issues.createComment({
        ...web,
        issue_number: number,
        body: `${title} is ${payload.label?.name}`,
      });
    });
    const middleware = createNodeMiddleware(app);
    const server = createServer((request, response) => {
      void middleware(request, response);
    });
    handle.setWebhookUrl(`${await listen(server)}/api/github/webhooks`);
    try {
      await labelAsPerson('urgent');
      expect(sandbox.deliveries).toMatchObject([{ event: 'issues', action: 'labeled', statusCode: 200 }]);
      expect(repository.issue(1).comments).toMatchObject([
        { author: 'robot[bot]', body: 'Issue 1 is urgent' },
      ]);

      const [delivery] = sandbox.deliveries;
      const { payload, headers } = delivery?.request ?? expect.fail();
      const signature = headers['X-Hub-Signature-256'] ?? '';
      expect(await app.webhooks.verify(JSON.stringify(payload), signature)).toBe(true);
      expect(await app.webhooks.verify(JSON.stringify({ ...payload, action: 'unlabeled' }), signature)).toBe(
        false,
      );
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  async function labelAsPerson(label: string): Promise<void> {
    const { token } = sandbox.createPerson({ login: 'ann', access: { 'acme/web': 'write' } });
    const ann = new Octokit({ auth: token, baseUrl: sandbox.apiUrl });
    await ann.rest.issues.addLabels({ ...web, issue_number: 1, labels: [label] });
    await sandbox.idle();
  }
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
