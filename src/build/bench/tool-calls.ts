import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { serveTools } from '../../mcp/serve-tools.ts';
import { runTools } from '../../tools/run-tools.ts';
import { toolGrant } from '../../tools/tool-grant.ts';
import { type FigureGroup, median } from './figure.ts';

const CALLS = 200;

/** What a tool costs an agent beside what GitHub takes. */
export const toolCalls: FigureGroup = {
  name: 'tool-calls',
  title: `Tools over MCP, without GitHub (medians of ${CALLS} calls, Node ${process.version})`,
  measure: async () => {
    const grant = toolGrant(
      { scope: 'project', tools: [], moves: [], calls: { report_progress: 2 * CALLS } },
      undefined,
    );
    const started = performance.now();
    const served = await serveTools(
      runTools({
        grant,
        item: undefined,
        secrets: () => [],
        handlers: { report_progress: async () => ({ kind: 'answered', result: { noted: true } }) },
        explain: () => undefined,
        now: () => new Date(),
      }),
    );
    const listening = performance.now() - started;
    const client = new Client({ name: 'bench', version: '1' });
    const headers = { authorization: `Bearer ${served.bearer}` };
    await client.connect(
      new StreamableHTTPClientTransport(new URL(served.url), { requestInit: { headers } }),
    );
    const connected = performance.now() - started - listening;
    const call = async (): Promise<number> => {
      const from = performance.now();
      await client.callTool({ name: 'report_progress', arguments: { summary: 'Reading' } });
      return performance.now() - from;
    };
    await call();
    const trips: number[] = [];
    for (let count = 0; count < CALLS; count += 1) trips.push(await call());
    await client.close();
    await served.close();
    return [
      { name: 'listening', value: listening, unit: 'ms' },
      { name: 'a client connects', value: connected, unit: 'ms' },
      { name: 'a call, there and back', value: median(trips), unit: 'ms', aim: { atMost: 20 } },
    ];
  },
};
