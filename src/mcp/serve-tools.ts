import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunTools } from '../tools/run-tools.ts';
import { answerCall } from './answer-call.ts';
import { type Refused, readCall } from './read-call.ts';

export interface ServedTools {
  /** Where an engine reaches the tools: MCP over streamable HTTP, without sessions. */
  readonly url: string;
  /** On loopback. */
  readonly port: number;
  /** To be sent as `authorization: Bearer …`. It opens the tools of this run alone. */
  readonly bearer: string;
  /** Ends when no call is under way any more; a call that comes later is refused by the system. */
  close(): Promise<void>;
}

/**
 * Serves a run's tools on loopback, at a port that the system chooses. Every request is a whole conversation of its own,
 * so that an engine may connect, end and connect again; what a run has done is kept by `tools`.
 */
export async function serveTools(tools: RunTools): Promise<ServedTools> {
  const bearer = randomBytes(32).toString('base64url');
  let isClosing = false;
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const call = await readCall(request, bearer);
      if (call.kind === 'refused') return refuse(call);
      const { status, headers, body } = await answerCall(call.request, tools);
      // A connection that is kept would keep the server.
      if (isClosing) response.shouldKeepAlive = false;
      response.writeHead(status, headers).end(body);
    };
    const refuse = ({ status, message, headers = {} }: Refused): void => {
      const body = JSON.stringify({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null });
      response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(body);
    };
    answer().catch(() => {
      if (response.headersSent) response.destroy();
      else refuse({ kind: 'refused', status: 500, message: 'The tools failed inside Interlock.' });
    });
  });
  // A call may wait for GitHub for longer than a browser would.
  server.requestTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    port,
    bearer,
    close: async () => {
      isClosing = true;
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await closed;
    },
  };
}
