import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphqlApi } from './graphql/graphql-api.ts';
import type { RestApi } from './rest/rest-api.ts';

export interface ServerParts {
  rest: RestApi;
  graphql: GraphqlApi;
  /** Answers whether the request was one of git's. */
  git(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /** The text of `/`, for a person who looks in with a browser. */
  index(): string;
  onFailure(error: unknown): void;
}

const REST_PREFIX = '/api/v3';

/** One port for everything, laid out as on GitHub Enterprise Server, which is what clients can be pointed at. */
export function createSandboxServer({ rest, graphql, git, index, onFailure }: ServerParts): Server {
  async function dispatch(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sandbox');
    if (pathname.startsWith(`${REST_PREFIX}/`)) {
      return rest.handle(request, response, pathname.slice(REST_PREFIX.length), searchParams);
    }
    if (pathname === '/api/graphql') return graphql.handle(request, response);
    if (await git(request, response)) return;
    if (pathname !== '/') {
      return refuse(
        response,
        404,
        `nothing is served at ${pathname}: REST is below ${REST_PREFIX}, git at /OWNER/REPO.git`,
      );
    }
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(index());
  }

  return createServer((request, response) => {
    dispatch(request, response).catch((error: unknown) => {
      onFailure(error);
      response.destroy();
    });
  });
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
