import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';

let sandbox: Sandbox;
let authorization: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  const web = await sandbox.createRepository({ owner: 'acme', name: 'web' });
  for (const title of ['One', 'Two']) web.addIssue({ title });
  const { token } = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'write' } });
  authorization = `bearer ${token}`;
});

afterEach(() => sandbox[Symbol.asyncDispose]());

interface Answer {
  status: number | undefined;
  link: string | string[] | undefined;
  body: unknown;
}

/** As a client does that has the sandbox for its proxy: the whole address is in the request line. */
async function ask(url: string, query?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(sandbox.url);
    const method = query === undefined ? 'GET' : 'POST';
    const headers = { authorization, 'user-agent': 'test' };
    const call = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
      text(answer).then((body) => {
        const {
          statusCode: status,
          headers: { link },
        } = answer;
        resolve({ status, link, body: JSON.parse(body) });
      }, reject);
    });
    call.once('error', reject).end(query === undefined ? undefined : JSON.stringify({ query }));
  });
}

describe('as a proxy for github.localhost', () => {
  test('REST has a host of its own and no prefix, and links to other pages stay on it', async () => {
    const answer = await ask('http://api.github.localhost/repos/acme/web/issues?per_page=1');
    expect(answer).toMatchObject({ status: 200, body: [{ title: 'Two' }] });
    expect(answer.link).toContain(
      '<http://api.github.localhost/repos/acme/web/issues?per_page=1&page=2>; rel="next"',
    );
  });

  test('so has GraphQL', async () => {
    expect(await ask('http://api.github.localhost/graphql', '{ viewer { login } }')).toMatchObject({
      status: 200,
      body: { data: { viewer: { login: 'mona' } } },
    });
  });

  test('nobody else is reached through it', async () => {
    expect(await ask('http://example.com/api/v3/user')).toMatchObject({
      status: 404,
      body: { message: 'the sandbox is no proxy for example.com' },
    });
  });
});
