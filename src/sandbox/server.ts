import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
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

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
}
