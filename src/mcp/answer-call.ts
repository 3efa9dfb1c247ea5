import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ListToolsRequestSchema,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js';
import * as z from 'zod';
import type { ToolName } from '../core/agents/tool-names.ts';
import type { RunTools } from '../tools/run-tools.ts';
import type { ToolAnswer } from '../tools/tool-answer.ts';
import { tools as contracts } from '../tools/tools.ts';

export interface CallAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Answers one request by the SDK's rules of the protocol. */
export async function answerCall(request: Request, tools: RunTools): Promise<CallAnswer> {
  // The SDK advises against this class for servers that leave schemas and errors to it. Ours are its own.
  const server = new Server(
    { name: 'interlock', version: '1' },
    { capabilities: { tools: {} }, jsonSchemaValidator: withoutQuestions },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.offered.map(describeTool) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) =>
    toResult(await tools.call(params.name, params.arguments)),
  );
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    const response = await transport.handleRequest(request);
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  } finally {
    await server.close();
  }
}

/** Only answers of clients to questions of a server are validated by it. Ours asks none. */
const withoutQuestions = {
  getValidator: () => () => ({
    valid: false as const,
    data: undefined,
    errorMessage: 'Interlock asks its clients nothing.',
  }),
};

function describeTool(name: ToolName): Tool {
  const { title, description, arguments: args, result, effect, idempotent } = contracts[name];
  return {
    name,
    title,
    description,
    inputSchema: schemaOf(args, 'input'),
    outputSchema: schemaOf(result, 'output'),
    annotations: {
      readOnlyHint: effect === 'read',
      destructiveHint: false,
      idempotentHint: idempotent,
      openWorldHint: false,
    },
  };
}

function schemaOf(schema: z.ZodObject, io: 'input' | 'output'): Tool['inputSchema'] {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, target: 'draft-7' });
  // A schema of an object is one, which its type does not say.
  return json as Tool['inputSchema'];
}

function toResult(answer: ToolAnswer<object>): CallToolResult {
  if (answer.kind === 'failed') {
    return { isError: true, content: [{ type: 'text', text: `${answer.reason}: ${answer.message}` }] };
  }
  return {
    content: [{ type: 'text', text: JSON.stringify(answer.result) }],
    structuredContent: { ...answer.result },
  };
}
