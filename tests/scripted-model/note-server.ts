import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import * as z from 'zod';

/** One tool, `note`, over MCP by streamable HTTP, for those who hold the bearer. */
export interface NoteServer extends AsyncDisposable {
  readonly url: string;
  readonly bearer: string;
  /** What was noted. */
  readonly notes: readonly string[];
  /** Requests without the bearer. */
  readonly strangers: readonly string[];
}

export async function startNoteServer(bearer: string): Promise<NoteServer> {
  const notes: string[] = [];
  const strangers: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.headers.authorization !== `Bearer ${bearer}`) {
      strangers.push(`${request.method} ${request.url}`);
      response.writeHead(401).end();
      return;
    }
    if (request.method !== 'POST') {
      response.writeHead(405).end();
      return;
    }
    const tools = new McpServer({ name: 'notes', version: '1.0.0' });
    const inputSchema = { text: z.string() };
    tools.registerTool('note', { description: 'Takes a note.', inputSchema }, ({ text }) => {
      notes.push(text);
      return { content: [{ type: 'text', text: `Noted as number ${notes.length}.` }] };
    });
    const transport = new StreamableHTTPServerTransport({});
    response.on('close', () => void tools.close());
    await tools.connect(transport);
    await transport.handleRequest(request, response, await json(request));
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    bearer,
    notes,
    strangers,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
