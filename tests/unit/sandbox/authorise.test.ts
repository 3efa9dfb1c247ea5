import { describe, expect, test } from 'vitest';
import { createRepository } from '../../../src/sandbox/arrange/create-repository.ts';
import { authorise } from '../../../src/sandbox/auth/authorise.ts';
import { issueWorkflowToken } from '../../../src/sandbox/auth/workflow-token.ts';
import type { Permissions } from '../../../src/sandbox/state/app.ts';
import type { Repository } from '../../../src/sandbox/state/repository.ts';
import { World } from '../../../src/sandbox/state/world.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function attempt(
  permissions: Permissions,
  operation: string,
  of: (made: Repository[]) => Repository | undefined,
) {
  await using folder = await temporaryFolder();
  const world = new World(1);
  const made = [
    await createRepository(world, folder.path, { owner: 'acme', name: 'shop' }),
    await createRepository(world, folder.path, { owner: 'acme', name: 'api' }),
  ];
  const [home] = made as [Repository];
  const token = issueWorkflowToken(world, { repository: home, permissions, runId: 7 });
  const actor = world.tokens.find(token)?.actor;
  if (!actor) throw new Error('the token is not valid');
  return () => authorise(actor, operation, of(made));
}

describe("a workflow's token", () => {
  test('may do what the permissions of its job say', async () => {
    expect(await attempt({ issues: 'write' }, 'issues/add-labels', ([shop]) => shop)).not.toThrow();
    expect(await attempt({ issues: 'read' }, 'issues/add-labels', ([shop]) => shop)).toThrow(
      'Resource not accessible by integration',
    );
  });

  test('may label pull requests with either permission', async () => {
    expect(await attempt({ pull_requests: 'write' }, 'issues/add-labels', ([shop]) => shop)).not.toThrow();
  });

  test('reads metadata with no permission at all', async () => {
    expect(await attempt({}, 'repos/get', ([shop]) => shop)).not.toThrow();
  });

  test('reaches its own repository only', async () => {
    expect(await attempt({ issues: 'write' }, 'issues/get', ([, api]) => api)).toThrow('Not Found');
  });

  test('is no app', async () => {
    expect(await attempt({ issues: 'write' }, 'apps/get-authenticated', () => undefined)).toThrow(
      'A JSON web token could not be decoded',
    );
  });
});
