import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createFront, type Server as Front } from 'node:net';
import type { GraphqlApi } from './graphql/graphql-api.ts';
import type { RestApi } from './rest/rest-api.ts';

export interface ServerParts {
  rest: RestApi;
  graphql: GraphqlApi;
  /** Answers whether the request was one of git's. */
  git(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /** Answers whether the request was for a page of github.com. */
  web(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean>;
  /** The text of `/`, for a person who looks in with a browser. */
  index(): string;
  onFailure(error: unknown): void;
}

const REST_PREFIX = '/api/v3';
const GRAPHQL_PATH = '/api/graphql';

/** The host by which GitHub's own programs know a development server that is laid out as github.com is. */
const DOTCOM_API = 'api.github.localhost';
const HOSTS = new Set(['127.0.0.1', 'localhost', 'github.localhost', DOTCOM_API]);

/** One port for everything, laid out as on GitHub Enterprise Server, which is what clients can be pointed at. */
export function createSandboxServer({ rest, graphql, git, web, index, onFailure }: ServerParts): Server {
  async function dispatch(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = locate(request);
    const { hostname, pathname, searchParams } = url;
    if (!HOSTS.has(hostname)) return refuse(response, 404, `the sandbox is no proxy for ${hostname}`);
    if (pathname.startsWith(`${REST_PREFIX}/`)) {
      return rest.handle(request, response, pathname.slice(REST_PREFIX.length), searchParams);
    }
    if (pathname === GRAPHQL_PATH) return graphql.handle(request, response);
    if (await git(request, response)) return;
    if (await web(request, response, url)) return;
    if (pathname !== '/') {
      return refuse(
        response,
        404,
        `nothing is served at ${pathname}: REST is below ${REST_PREFIX}, git at /OWNER/REPO.git`,
      );
    }
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(index());
  }

  const server = createServer((request, response) => {
    dispatch(request, response).catch((error: unknown) => {
      onFailure(error);
      response.destroy();
    });
  });
  // On a busy machine a client may use a connection again at the moment at which its time is over. Clients close them.
  server.keepAliveTimeout = 0;
  return server;
}

/** Asked as a proxy, for a host of github.com's layout: there, the API has a host of its own instead of a prefix. */
function locate({ url = '/' }: IncomingMessage): URL {
  const target = new URL(url, 'http://localhost');
  if (target.hostname !== DOTCOM_API) return target;
  target.pathname = target.pathname === '/graphql' ? GRAPHQL_PATH : `${REST_PREFIX}${target.pathname}`;
  return target;
}

/** PEM. */
export interface Certificate {
  key: string;
  cert: string;
}

/** Something that listens, and its address. */
export interface Listening {
  url: string;
  close(): Promise<void>;
}

/** With a certificate the same port speaks HTTPS, which is what the address says then, and HTTP as well. */
export async function listen(server: Server, certificate?: Certificate): Promise<Listening> {
  const secure =
    certificate &&
    createSecureServer(certificate, (request, response) => server.emit('request', request, response));
  const front: Front = secure ? speakBoth(server, secure) : server;
  await new Promise<void>((resolve, reject) => {
    front.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `${secure ? 'https' : 'http'}://127.0.0.1:${(front.address() as AddressInfo).port}`,
    close: async () => {
      const closed = new Promise((resolve) => front.close(resolve));
      server.closeAllConnections();
      secure?.closeAllConnections();
      await closed;
    },
  };
}

/** The first byte of a connection by TLS is that of a handshake. */
const HANDSHAKE = 0x16;

function speakBoth(plain: Server, secure: Server): Front {
  return createFront((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      (first[0] === HANDSHAKE ? secure : plain).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
}
