import { expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';

test('the root of the stand-in shows a person what there is: items, pull requests, runs, and what can be asked', async () => {
  await using sandbox = await startSandbox();
  const workflow = 'on: { workflow_dispatch: {} }\njobs: { a: { runs-on: x, steps: [{ run: "true" }] } }\n';
  const repository = await sandbox.createRepository({
    owner: 'acme',
    name: 'web',
    files: { '.github/workflows/ci.yml': `name: CI\n${workflow}` },
  });
  repository.addIssue({ number: 1, title: 'Sort by date', labels: ['Backlog', 'bug'] });
  repository.addIssue({ number: 2, title: 'Done long ago', state: 'closed' });
  await repository.addPullRequest({ number: 3, title: 'Sort', head: 'sort', files: { a: 'b' } });
  const { token } = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'admin' } });
  const dispatched = await fetch(`${sandbox.apiUrl}/repos/acme/web/actions/workflows/ci.yml/dispatches`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ ref: 'main' }),
  });
  expect(dispatched.status).toBe(204);
  await sandbox.idle();

  const page = await (await fetch(sandbox.url)).text();
  for (const line of [
    'acme/web',
    '  open: 2 of 3 issues and pull requests',
    '    #3  Sort  (pull request from sort)',
    '    #1  Sort by date  [Backlog] [bug]',
    '  workflow runs: 1',
    '    success  CI',
    `GraphQL: ${sandbox.url}/api/graphql`,
  ]) {
    expect(page.split('\n')).toContain(line);
  }
  expect(page).toContain('/repos/{owner}/{repo}/issues');
});

test('the root of the stand-in names the newest twenty and counts the others', async () => {
  await using sandbox = await startSandbox();
  const repository = await sandbox.createRepository({ owner: 'acme', name: 'web' });
  for (let number = 1; number <= 25; number += 1) repository.addIssue({ number, title: 'Item' });
  const page = await (await fetch(sandbox.url)).text();
  expect(page).toContain('#6  Item\n    and 5 more');
  expect(page).not.toContain('#5  ');
});
