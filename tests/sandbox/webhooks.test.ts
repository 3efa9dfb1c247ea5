import { createHmac } from 'node:crypto';
import type { Octokit } from 'octokit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type AppHandle,
  type RepositoryHandle,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/index.ts';
import { PATIENT_SANDBOX } from '../patience.ts';
import { appOf, client, end, refusal } from './client.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

const shop = { owner: 'acme', repo: 'shop' };
const EVENTS = ['issues', 'issue_comment', 'pull_request', 'push', 'label'];

let sandbox: Sandbox;
let repository: RepositoryHandle;
let receiver: WebhookReceiver;
let handle: AppHandle;
let ann: Octokit;

beforeEach(async () => {
  sandbox = await startSandbox(PATIENT_SANDBOX);
  receiver = await startWebhookReceiver();
  repository = await sandbox.createRepository({ owner: 'acme', name: 'shop' });
  await sandbox.createRepository({ owner: 'acme', name: 'elsewhere' });
  handle = sandbox.createApp({
    slug: 'interlock',
    permissions: { issues: 'write', pull_requests: 'write' },
    events: EVENTS,
    webhookUrl: receiver.url,
    webhookSecret: 'secret',
  });
  sandbox.install({ app: 'interlock', owner: 'acme', repositories: ['shop'] });
  const access = { 'acme/shop': 'write', 'acme/elsewhere': 'write' } as const;
  ann = client(sandbox, sandbox.createPerson({ login: 'ann', access }).token);
});

afterEach(async () => {
  await end(sandbox);
  await receiver[Symbol.asyncDispose]();
});

describe('a webhook', () => {
  test('is signed, and says what it is, for whom and of which delivery', async () => {
    await ann.rest.issues.create({ ...shop, title: 'one' });
    await sandbox.idle();
    const [{ headers, body, payload }] = receiver.received as [WebhookReceiver['received'][0]];
    expect(headers['x-hub-signature-256']).toBe(
      `sha256=${createHmac('sha256', 'secret').update(body).digest('hex')}`,
    );
    expect(headers).toMatchObject({
      'x-github-event': 'issues',
      'x-github-delivery': sandbox.deliveries[0]?.guid,
      'x-github-hook-installation-target-type': 'integration',
      'x-github-hook-installation-target-id': String(handle.id),
    });
    expect(payload).toMatchObject({
      action: 'opened',
      issue: { number: 1, title: 'one' },
      repository: { full_name: 'acme/shop' },
      organization: { login: 'acme' },
      installation: { id: expect.any(Number) },
      sender: { login: 'ann' },
    });
  });

  test('tells of each change of an issue, in order', async () => {
    repository.addIssue({ title: 'one', labels: ['a'] });
    const at = { ...shop, issue_number: 1 };
    await ann.rest.issues.setLabels({ ...at, labels: ['b'] });
    await ann.rest.issues.update({ ...at, title: 'uno', state: 'closed' });
    await ann.rest.issues.update({ ...at, state: 'open' });
    const { data } = await ann.rest.issues.createComment({ ...at, body: 'x' });
    await ann.rest.issues.updateComment({ ...shop, comment_id: data.id, body: 'y' });
    await ann.rest.issues.deleteComment({ ...shop, comment_id: data.id });
    await sandbox.idle();
    expect(receiver.names()).toEqual([
      'issues.unlabeled',
      'label.created',
      'issues.labeled',
      'issues.edited',
      'issues.closed',
      'issues.reopened',
      'issue_comment.created',
      'issue_comment.edited',
      'issue_comment.deleted',
    ]);
  });

  test('shows the state of its moment, whatever came after', async () => {
    repository.addIssue({ title: 'one' });
    const barrier = sandbox.holdDeliveries(() => true);
    await ann.rest.issues.addLabels({ ...shop, issue_number: 1, labels: ['todo'] });
    await ann.rest.issues.removeLabel({ ...shop, issue_number: 1, name: 'todo' });
    barrier.release();
    await sandbox.idle();
    const labeled = receiver.received.find(({ payload }) => payload.action === 'labeled');
    expect(labeled?.payload).toMatchObject({
      label: { name: 'todo' },
      issue: { labels: [{ name: 'todo' }] },
    });
  });

  test('is not sent for a label that is there already', async () => {
    repository.addIssue({ title: 'one', labels: ['todo'] });
    await ann.rest.issues.addLabels({ ...shop, issue_number: 1, labels: ['Todo'] });
    await sandbox.idle();
    expect(receiver.names()).toEqual([]);
  });

  test('tells of pull requests and pushes', async () => {
    repository.addIssue({ number: 9, title: 'nine' });
    const { number } = await repository.addPullRequest({
      title: 'W',
      head: 'work',
      files: { 'w.txt': 'w' },
      body: 'closes #9',
    });
    await ann.rest.issues.addLabels({ ...shop, issue_number: number, labels: ['x'] });
    const more = { ...shop, path: 'v.txt', branch: 'work', message: 'v', content: 'dg==' };
    await ann.rest.repos.createOrUpdateFileContents(more);
    await ann.rest.pulls.update({ ...shop, pull_number: number, title: 'V' });
    await ann.rest.pulls.merge({ ...shop, pull_number: number });
    await sandbox.idle();
    expect(receiver.names()).toEqual([
      'label.created',
      'pull_request.labeled',
      'push',
      'pull_request.synchronize',
      'pull_request.edited',
      'pull_request.closed',
      'push',
      'issues.closed',
    ]);
    const closed = receiver.received.find(({ payload }) => payload.action === 'closed');
    expect(closed?.payload).toMatchObject({ pull_request: { merged: true, merged_by: { login: 'ann' } } });
  });

  test('reaches only apps that are installed there and subscribed', async () => {
    await ann.rest.issues.create({ owner: 'acme', repo: 'elsewhere', title: 'one' });
    const other = sandbox.createApp({
      slug: 'other',
      permissions: {},
      events: ['push'],
      webhookUrl: receiver.url,
    });
    sandbox.install({ app: other.slug, owner: 'acme' });
    await ann.rest.issues.create({ ...shop, title: 'two' });
    await sandbox.idle();
    expect(sandbox.deliveries.map(({ app, event, action }) => [app, event, action])).toEqual([
      ['interlock', 'issues', 'opened'],
    ]);
  });

  test('of a new hook is a ping', async () => {
    handle.ping();
    await sandbox.idle();
    expect(receiver.names()).toEqual(['ping']);
  });
});

describe('an installation', () => {
  test('is told to its app when it comes and when it goes, and its tokens go with it', async () => {
    const installed = sandbox.install({ app: 'interlock', owner: 'acme', repositories: ['elsewhere'] });
    installed.announce();
    const octokit = await appOf(sandbox, handle).getInstallationOctokit(installed.id);
    const read = () => octokit.rest.repos.get({ owner: 'acme', repo: 'elsewhere' });
    expect((await read()).status).toBe(200);
    installed.remove();
    expect(await refusal(read())).toMatchObject({ status: 401 });
    await sandbox.idle();
    expect(receiver.names()).toEqual(['installation.created', 'installation.deleted']);
    expect(receiver.received[0]?.payload).toMatchObject({
      installation: { id: installed.id, account: { login: 'acme' } },
      repositories: [{ full_name: 'acme/elsewhere' }],
    });
  });
});

describe('the delivery log', () => {
  test('holds request and answer, and finds failures', async () => {
    const { octokit } = appOf(sandbox, handle);
    receiver.answer = { status: 500, body: 'broken' };
    await ann.rest.issues.create({ ...shop, title: 'one' });
    await sandbox.idle();
    const { data } = await octokit.rest.apps.listWebhookDeliveries({ status: 'failure' });
    expect(data).toMatchObject([{ event: 'issues', action: 'opened', status_code: 500, redelivery: false }]);
    const one = await octokit.rest.apps.getWebhookDelivery({ delivery_id: Number(data[0]?.id) });
    expect(one.data).toMatchObject({
      request: { payload: { action: 'opened' } },
      response: { payload: 'broken' },
    });
    const successes = await octokit.rest.apps.listWebhookDeliveries({ status: 'success' });
    expect(successes.data).toEqual([]);
  });

  test('redelivers on demand, with the same guid', async () => {
    const { octokit } = appOf(sandbox, handle);
    receiver.answer = { status: 500, body: 'broken' };
    await ann.rest.issues.create({ ...shop, title: 'one' });
    await sandbox.idle();
    receiver.answer = { status: 200, body: 'ok' };
    await octokit.rest.apps.redeliverWebhookDelivery({ delivery_id: sandbox.deliveries[0]?.id ?? 0 });
    await sandbox.idle();
    expect(receiver.names()).toEqual(['issues.opened', 'issues.opened']);
    const [first, second] = sandbox.deliveries;
    expect(second).toMatchObject({ guid: first?.guid, redelivery: true, statusCode: 200 });
    expect(second?.id).not.toBe(first?.id);
  });

  test('is paged by cursor, newest first', async () => {
    for (const title of ['one', 'two', 'three']) await ann.rest.issues.create({ ...shop, title });
    await sandbox.idle();
    const { octokit } = appOf(sandbox, handle);
    const all = await octokit.paginate(octokit.rest.apps.listWebhookDeliveries, { per_page: 2 });
    expect(all.map(({ id }) => id)).toEqual(sandbox.deliveries.map(({ id }) => BigInt(id)).reverse());
  });

  test('has ids that are no safe integers, and takes them back', async () => {
    await ann.rest.issues.create({ ...shop, title: 'one' });
    await sandbox.idle();
    const { octokit } = appOf(sandbox, handle);
    const { data } = await octokit.rest.apps.listWebhookDeliveries();
    const id: unknown = data[0]?.id;
    expect(typeof id).toBe('bigint');
    const route = 'POST /app/hook/deliveries/{delivery_id}/attempts';
    await octokit.request(route, { delivery_id: String(id) as unknown as number });
    await sandbox.idle();
    expect(receiver.names()).toEqual(['issues.opened', 'issues.opened']);
  });

  test('tells of an endpoint that nobody listens at', async () => {
    handle.setWebhookUrl('http://127.0.0.1:9/');
    await ann.rest.issues.create({ ...shop, title: 'one' });
    await sandbox.idle();
    expect(sandbox.deliveries).toMatchObject([{ status: 'failed to connect to host', statusCode: 502 }]);
  });
});

describe('deliveries that are held', () => {
  test('can be let through in another order', async () => {
    const barrier = sandbox.holdDeliveries(({ event }) => event === 'issues');
    await ann.rest.issues.create({ ...shop, title: 'one' });
    await ann.rest.issues.create({ ...shop, title: 'two' });
    await sandbox.idle();
    expect(receiver.names()).toEqual([]);
    barrier.release([...barrier.held].reverse());
    await sandbox.idle();
    expect(receiver.received.map(({ payload }) => (payload.issue as { title: string }).title)).toEqual([
      'two',
      'one',
    ]);
  });

  test('can be dropped, and are failures then', async () => {
    const barrier = sandbox.holdDeliveries(() => true);
    await ann.rest.issues.create({ ...shop, title: 'one' });
    await barrier.reached;
    barrier.drop();
    await sandbox.idle();
    expect(receiver.names()).toEqual([]);
    const { data } = await appOf(sandbox, handle).octokit.rest.apps.listWebhookDeliveries({
      status: 'failure',
    });
    expect(data).toMatchObject([{ status: 'timed out' }]);
  });
});
