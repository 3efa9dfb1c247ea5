import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RepositoryHandle, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { appOf, client, end, refusal } from './client.ts';

const shop = { owner: 'acme', repo: 'shop' };
const TICK = `name: Tick
on:
  workflow_dispatch: {}
  issues: { types: [opened] }
jobs: { tick: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] } }
`;

let sandbox: Sandbox;
let repository: RepositoryHandle;

beforeEach(async () => {
  sandbox = await startSandbox();
  repository = await sandbox.createRepository({
    owner: 'acme',
    name: 'shop',
    files: { '.github/workflows/tick.yml': TICK },
    secrets: { own_key: 'hidden-1' },
    organizationSecrets: { SHARED_KEY: 'hidden-2' },
    allowActionsToCreatePullRequests: false,
  });
});

afterEach(() => end(sandbox));

function person(access?: 'read' | 'write' | 'admin') {
  const login = `person-${access ?? 'none'}`;
  return client(
    sandbox,
    sandbox.createPerson({ login, ...(access && { access: { 'acme/shop': access } }) }).token,
  );
}

describe('the settings of Actions', () => {
  test('are read by an administrator, and by nobody with less', async () => {
    const { data } =
      await person('admin').rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository(shop);
    expect(data).toEqual({ default_workflow_permissions: 'read', can_approve_pull_request_reviews: false });
    const refused = await refusal(
      person('write').rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository(shop),
    );
    expect(refused).toEqual({ status: 403, message: 'Must have admin rights to Repository.' });
  });

  test('need the permission Administration of an app', async () => {
    const statusFor = async (permissions: Record<string, 'read' | 'write'>): Promise<number> => {
      const slug = Object.keys(permissions).join('-');
      const app = sandbox.createApp({ slug, permissions, events: [] });
      const { id } = sandbox.install({ app: slug, owner: 'acme' });
      const octokit = await appOf(sandbox, app).getInstallationOctokit(id);
      const asked = octokit.rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository(shop);
      return asked.then(
        ({ status }) => status,
        ({ status }: { status: number }) => status,
      );
    };
    expect(await statusFor({ actions: 'write' })).toBe(403);
    expect(await statusFor({ administration: 'read' })).toBe(200);
  });
});

describe('secrets', () => {
  test('are listed by name, those of the repository and those that its organization shares', async () => {
    const { rest } = person('write');
    const own = await rest.actions.listRepoSecrets(shop);
    const shared = await rest.actions.listRepoOrganizationSecrets(shop);
    expect(own.data.secrets.map(({ name }) => name)).toEqual(['OWN_KEY']);
    expect(shared.data.secrets.map(({ name }) => name)).toEqual(['SHARED_KEY']);
    expect(JSON.stringify([own.data, shared.data])).not.toContain('hidden');
  });

  test('are not for readers', async () => {
    expect((await refusal(person('read').rest.actions.listRepoSecrets(shop))).status).toBe(403);
    expect((await refusal(person('read').rest.actions.listRepoVariables(shop))).status).toBe(403);
  });
});

describe('a repository', () => {
  test('tells a person what they may do in it', async () => {
    const { data } = await person('write').rest.repos.get(shop);
    expect(data.permissions).toMatchObject({ admin: false, push: true, pull: true });
    const stranger = await person().rest.repos.get(shop);
    expect(stranger.data.permissions).toMatchObject({ push: false, pull: true });
  });
});

describe('a workflow that is off', () => {
  const stateOf = async (): Promise<string | undefined> => {
    const { data } = await person('write').rest.actions.listRepoWorkflows(shop);
    return data.workflows[0]?.state;
  };
  const tick = { ...shop, workflow_id: 'tick.yml' };

  test('is not dispatched, and no event starts it, until it is on again', async () => {
    const { rest } = person('write');
    await rest.actions.disableWorkflow(tick);
    expect(await stateOf()).toBe('disabled_manually');
    const refused = await refusal(rest.actions.createWorkflowDispatch({ ...tick, ref: 'main' }));
    expect(refused.message).toContain('disabled workflow');
    await rest.issues.create({ ...shop, title: 'first' });
    await sandbox.idle();
    expect(sandbox.runs('acme/shop')).toEqual([]);

    await rest.actions.enableWorkflow(tick);
    expect(await stateOf()).toBe('active');
    await rest.issues.create({ ...shop, title: 'second' });
    await sandbox.idle();
    expect(sandbox.runs('acme/shop')).toHaveLength(1);
  });

  test('says so when its repository fell quiet', async () => {
    repository.disableForInactivity('.github/workflows/tick.yml');
    expect(await stateOf()).toBe('disabled_inactivity');
  });
});
