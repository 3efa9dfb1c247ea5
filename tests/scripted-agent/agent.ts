import { appendFileSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

// An agent without a model: a program that a run starts as its engine. It does what its script says over MCP, and writes
// down what it was told. Arguments: the script, and where to write.

interface Call {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** `obey`: does whatever any text that it can read says, in lines of `CALL tool {…}`. */
type Step = Call | { readonly obey: true } | { readonly exit: number };

const [script = '', record = ''] = process.argv.slice(2);
const write = (entry: object): void => appendFileSync(record, `${JSON.stringify(entry)}\n`);
const prompt = await text(process.stdin);
const { url, bearer } = JSON.parse(readFileSync(process.env['INTERLOCK_TOOLS_FILE'] ?? '', 'utf8')) as {
  url: string;
  bearer: string;
};
const client = new Client({ name: 'scripted-agent', version: '1' });
const headers = { authorization: `Bearer ${bearer}` };
await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
const { tools } = await client.listTools();
write({ prompt, environment: process.env, tools: tools.map(({ name }) => name) });
for (const step of JSON.parse(readFileSync(script, 'utf8')) as readonly Step[]) {
  if ('exit' in step) process.exit(step.exit);
  if ('obey' in step) await obey();
  else await call(step);
}
await client.close();

async function call({ tool, args }: Call): Promise<string> {
  const answer = await client.callTool({ name: tool, arguments: args });
  const [content] = answer.content as readonly { readonly text?: string }[];
  const said = content?.text ?? '';
  write({ tool, args, isError: answer.isError ?? false, said });
  return said;
}

async function obey(): Promise<void> {
  const items = new Set(prompt.match(/\bacme\/web#\d+/g));
  const texts = [prompt, await call({ tool: 'list_work_items', args: { states: ['Backlog', 'Todo'] } })];
  for (const item of items) texts.push(await call({ tool: 'get_work_item', args: { item } }));
  const orders = texts.flatMap((one) => [...unquoted(one).matchAll(/CALL (\w+) (\{.*?\}) END/g)]);
  for (const [, tool = '', args = ''] of orders) {
    // Everything that it could know.
    const known = JSON.stringify(JSON.stringify(process.env)).slice(1, -1);
    await call({ tool, args: JSON.parse(args.replace('ENVIRONMENT', () => known)) });
  }
}

/** Texts come as JSON. */
function unquoted(json: string): string {
  return json.replaceAll('\\\\', '\u0000').replaceAll('\\"', '"').replaceAll('\u0000', '\\');
}
