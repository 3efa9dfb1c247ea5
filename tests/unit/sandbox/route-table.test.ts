import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PERMISSIONS } from '../../../src/sandbox/auth/permissions.ts';
import { operations } from '../../../src/sandbox/openapi/description.ts';
import { noContent, route } from '../../../src/sandbox/rest/route.ts';
import { RouteTable } from '../../../src/sandbox/rest/route-table.ts';
import { startSandbox } from '../../../src/sandbox/start-sandbox.ts';

const table = new RouteTable([...operations.keys()].map((id) => route(id, noContent)));

function find(method: string, path: string): [string, Record<string, string>] | undefined {
  const matched = table.find(method, path);
  return matched && [matched.operation.id, matched.params];
}

describe('a route is found', () => {
  test('by method and path', () => {
    expect(find('GET', '/repos/acme/shop/issues/7')).toEqual([
      'issues/get',
      { owner: 'acme', repo: 'shop', issue_number: '7' },
    ]);
    expect(find('PATCH', '/repos/acme/shop/issues/7')?.[0]).toBe('issues/update');
    expect(find('PUT', '/repos/acme/shop/issues/7')).toBeUndefined();
  });

  test('by its literal words before its parameters', () => {
    expect(find('GET', '/repos/acme/shop/issues/comments')?.[0]).toBe('issues/list-comments-for-repo');
    expect(find('GET', '/repos/acme/shop/issues/7/comments')?.[0]).toBe('issues/list-comments');
  });

  test('with encoded parameters decoded', () => {
    expect(find('DELETE', '/repos/acme/shop/issues/7/labels/in%20review%2Fnow')?.[1].name).toBe(
      'in review/now',
    );
  });

  test('with parameters that are no proper encoding as they are', () => {
    expect(find('GET', '/repos/acme/shop/labels/100%')?.[1].name).toBe('100%');
  });

  test('with slashes in paths, refs and branches', () => {
    expect(find('GET', '/repos/acme/shop/contents/src/a/b.ts')?.[1].path).toBe('src/a/b.ts');
    expect(find('GET', '/repos/acme/shop/contents')?.[1].path).toBe('');
    expect(find('GET', '/repos/acme/shop/git/ref/heads/interlock/shop/shop-7')?.[1].ref).toBe(
      'heads/interlock/shop/shop-7',
    );
    expect(find('GET', '/repos/acme/shop/branches/interlock/shop/shop-7')?.[1].branch).toBe(
      'interlock/shop/shop-7',
    );
  });

  test('unless it is not one of the extract', () => {
    expect(find('GET', '/repos/acme/shop/stargazers')).toBeUndefined();
  });
});

describe('the extract', () => {
  test('holds what is served, and all of it needs a permission from the table', async () => {
    await using sandbox = await startSandbox();
    const index = await (await fetch(sandbox.url)).text();
    const unserved = [...operations.values()].filter(
      ({ method, path }) => !index.includes(`${method.padEnd(6)} ${path}\n`),
    );
    expect(unserved.map(({ id }) => id)).toEqual([]);
    expect(Object.keys(PERMISSIONS).toSorted()).toEqual([...operations.keys()].toSorted());
  });

  test.each([
    ['rest.json', '@octokit/openapi', '23.0.2'],
    ['webhooks.json', '@octokit/openapi-webhooks', '12.1.0'],
  ])('%s says what it was taken from', (file, name, version) => {
    const text = readFileSync(new URL(`../../../src/sandbox/openapi/${file}`, import.meta.url), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ source: { package: name, version } });
  });
});
