import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveTools } from '../../src/mcp/serve-tools.ts';
import { startModelProxy } from '../../src/model-proxy/start-model-proxy.ts';
import { toolsOf } from '../unit/tools/grants.ts';

export interface OtherRun extends AsyncDisposable {
  readonly toolsUrl: string;
  readonly modelsUrl: string;
  /** Text of the file that tells its engine how to reach them. */
  readonly given: string;
}

/** Another run on the same machine: its tools and the proxy of its model, both of which have loot to tell. */
export async function startOtherRun(loot: string): Promise<OtherRun> {
  const project = { project: loot, mode: 'act', maxInFlight: 1 } as const;
  const tools = await serveTools(
    toolsOf('scope: project\ntools: [get_project]', {
      handlers: {
        get_project: async () => ({
          kind: 'answered',
          result: { ...project, repositories: [], states: [], moves: [] },
        }),
      },
    }),
  );
  const answer = { type: 'message', input_tokens: 1, content: [{ type: 'text', text: loot }] };
  const provider = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => {
    provider.listen(0, '127.0.0.1', resolve);
  });
  const { port } = provider.address() as AddressInfo;
  const proxy = await startModelProxy({
    access: {
      provider: 'anthropic',
      key: 'the-real-key',
      keyKind: 'api-key',
      baseUrl: `http://127.0.0.1:${port}`,
    },
    models: ['claude-opus-4-8'],
    caps: { nanoDollars: 1e12, tokens: 1e9 },
    pricedAs: 'https://api.anthropic.com',
    now: () => new Date(),
  });
  const modelsUrl = `${proxy.baseUrl}/v1/messages`;
  return {
    toolsUrl: tools.url,
    modelsUrl,
    given: JSON.stringify({
      tools: { url: tools.url, key: tools.bearer },
      models: { url: modelsUrl, key: proxy.key },
    }),
    [Symbol.asyncDispose]: async () => {
      await tools.close();
      await proxy[Symbol.asyncDispose]();
      provider.close();
    },
  };
}
