import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { readRepository } from '../../../../src/github/repositories/repositories.ts';
import { createGitHub } from '../../../../src/github/wire/client.ts';
import { loadProxyFetch } from '../../../../src/github/wire/fetch-limit.ts';
import { patientLimit } from '../../../patience.ts';
import { web } from '../github-world.ts';
import { startWire } from '../wire.ts';

afterEach(() => vi.unstubAllEnvs());

test('a runner behind a proxy reaches GitHub through it', async () => {
  await using wire = await startWire([
    { body: '{"full_name":"acme/web","default_branch":"main","private":false}' },
  ]);
  await using proxy = await startProxy(wire.url);
  vi.stubEnv('GITHUB_API_URL', 'http://github.example');
  vi.stubEnv('http_proxy', proxy.url);
  const github = createGitHub({
    token: 'secret',
    apiUrl: 'http://github.example',
    userAgent: 'interlock-tests',
    requestLimit: patientLimit,
    fetch: await loadProxyFetch(),
  });
  expect(await readRepository(github, web)).toMatchObject({ defaultBranch: 'main' });
  expect(proxy.tunnels).toEqual(['github.example:80']);
});

/** Tunnels every connection to one server, whatever host was asked for. */
async function startProxy(target: string) {
  const tunnels: (string | undefined)[] = [];
  const server = createServer();
  server.on('connect', (request, client) => {
    tunnels.push(request.url);
    const upstream = connect(Number(new URL(target).port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    tunnels,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
