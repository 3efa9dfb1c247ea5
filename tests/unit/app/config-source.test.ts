import { expect, test } from 'vitest';
import { ConfigSource } from '../../../src/app/config-source.ts';
import { createGitHub } from '../../../src/github/wire/client.ts';

const web = { owner: 'acme', repository: 'web' };

const file = (maxInFlight: number) => `version: 1
project: web
ledger: off
board: { type: github-labels }
max-in-flight: ${maxInFlight}
agents: { backlog-manager: {} }
`;

/** Configuration files by repository, behind the routes that reading one needs; nobody knows what they said before. */
function wire(files: Record<string, string>) {
  const asked: string[] = [];
  const answer = (status: number, body: unknown, headers = {}) =>
    new Response(status === 304 ? null : JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    });
  let onAnswer = () => {};
  const github = createGitHub({
    token: 'token',
    apiUrl: 'https://api.github.test',
    userAgent: 'test',
    fetch: async (url, init) => {
      const [, name = '', path] = /repos\/([^/]+\/[^/]+)(\/(?:contents|commits).+)?$/.exec(String(url)) ?? [];
      const text = files[name];
      const etag = new Headers(init?.headers).get('if-none-match');
      asked.push(etag ? `${name} ${etag}` : name);
      const content = Buffer.from(text ?? '').toString('base64');
      const current = `"${text?.length}"`;
      onAnswer();
      if (!path) return answer(200, { default_branch: 'main', name, full_name: name, private: false });
      if (path.startsWith('/commits')) return answer(200, []);
      if (text === undefined) return answer(404, { message: 'Not Found' });
      if (etag === current) return answer(304, '');
      return answer(200, { type: 'file', encoding: 'base64', content }, { etag: current });
    },
  });
  return { github, asked, whenAnswering: (act: () => void) => (onAnswer = act) };
}

test('a configuration is recalled for less than a minute', async () => {
  let now = 0;
  const configs = new ConfigSource({ now: () => now });
  const { github } = wire({ 'acme/web': file(1) });
  expect(configs.recall(web)).toBeUndefined();
  await configs.read(web, github);
  now = 59_999;
  expect(configs.recall(web)).toMatchObject({ kind: 'config', config: { maxInFlight: 1 } });
  now = 60_000;
  expect(configs.recall(web)).toBeUndefined();
});

test('reading again asks with the etag, takes what is unchanged and makes it fresh', async () => {
  let now = 0;
  const configs = new ConfigSource({ now: () => now });
  const { github, asked } = wire({ 'acme/web': file(1) });
  await configs.read(web, github);
  now = 90_000;
  expect(await configs.read(web, github)).toMatchObject({ kind: 'config', config: { maxInFlight: 1 } });
  expect(asked[1]).toContain('"');
  expect(configs.recall(web)).toBeDefined();
});

test('reading again takes what has changed, however fresh the memory', async () => {
  const configs = new ConfigSource({ now: () => 0 });
  const files = { 'acme/web': file(1) };
  const { github } = wire(files);
  await configs.read(web, github);
  files['acme/web'] = file(25);
  expect(await configs.read(web, github)).toMatchObject({ config: { maxInFlight: 25 } });
});

test('that there is none is recalled too', async () => {
  const configs = new ConfigSource({ now: () => 0 });
  const { github } = wire({});
  expect(await configs.read(web, github)).toMatchObject({ kind: 'missing' });
  expect(configs.recall(web)).toMatchObject({ kind: 'missing' });
});

test('an invalid one is reported, never recalled, and drops the valid one before it', async () => {
  const configs = new ConfigSource({ now: () => 0 });
  const files = { 'acme/web': file(1) };
  const { github } = wire(files);
  await configs.read(web, github);
  files['acme/web'] = 'version: 2';
  expect(await configs.read(web, github)).toMatchObject({ kind: 'failed', reason: 'config-invalid' });
  expect(configs.recall(web)).toBeUndefined();
});

test('of an invalid one only its first event looks for what it said before, and a mended one works at once', async () => {
  const configs = new ConfigSource({ now: () => 0 });
  const files = { 'acme/web': 'version: 2' };
  const { github, asked } = wire(files);
  const first = await configs.read(web, github);
  expect(first).toMatchObject({ kind: 'failed', reason: 'config-invalid' });
  const before = asked.length;
  for (let event = 0; event < 3; event += 1) expect(await configs.read(web, github)).toMatchObject(first);
  // Asked by etag, which costs no rate limit.
  expect(asked.slice(before)).toEqual(['acme/web "10"', 'acme/web "10"', 'acme/web "10"']);
  files['acme/web'] = file(1);
  expect(await configs.read(web, github)).toMatchObject({ kind: 'config' });
});

test('a forgotten one is read anew', async () => {
  const configs = new ConfigSource({ now: () => 0 });
  const { github } = wire({ 'acme/web': file(1) });
  await configs.read(web, github);
  configs.forget({ owner: 'Acme', repository: 'WEB' });
  expect(configs.recall(web)).toBeUndefined();
});

test('what was read while it was pushed is used but not remembered', async () => {
  const configs = new ConfigSource({ now: () => 0 });
  const { github, whenAnswering } = wire({ 'acme/web': file(1) });
  whenAnswering(() => configs.forget(web));
  expect(await configs.read(web, github)).toMatchObject({ kind: 'config' });
  expect(configs.recall(web)).toBeUndefined();
});

test('the repository that was read longest ago makes room', async () => {
  const configs = new ConfigSource({ now: () => 0, capacity: 2 });
  const names = ['a', 'b', 'c'].map((repository) => ({ owner: 'acme', repository }));
  const [a, b, c] = names as [typeof web, typeof web, typeof web];
  const { github } = wire({ 'acme/a': file(1), 'acme/b': file(1), 'acme/c': file(1) });
  for (const name of [a, b, a, c]) await configs.read(name, github);
  expect(names.map((name) => configs.recall(name) !== undefined)).toEqual([true, false, true]);
});
