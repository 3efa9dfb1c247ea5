import * as z from 'zod';
import type { Dialect, Said, ServerEvent, ToolCall } from './turn.ts';

const item = z.looseObject({
  type: z.string().default('message'),
  role: z.string().optional(),
  content: z.union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))]).optional(),
  name: z.string().optional(),
  arguments: z.string().optional(),
  input: z.unknown().optional(),
  output: z.unknown().optional(),
});

const tool = z.looseObject({
  type: z.string(),
  name: z.string().optional(),
  tools: z.array(z.looseObject({ name: z.string() })).optional(),
});

const question = z.object({
  model: z.string(),
  instructions: z.string().optional(),
  input: z.array(item),
  tools: z.array(tool).default([]),
});

/** Responses of OpenAI, streamed. https://platform.openai.com/docs/api-reference/responses-streaming */
export const openaiResponses: Dialect = {
  isQuestion: (method, path) => method === 'POST' && path === '/v1/responses',
  read: (raw, headers) => {
    const { model, instructions, input, tools } = question.parse(JSON.parse(raw));
    const system: readonly Said[] = instructions ? [{ by: 'system', text: instructions }] : [];
    const conversation = [...system, ...input.map(saidBy)];
    return { model, tools: tools.flatMap(namesOf), conversation, headers, raw };
  },
  events: (answer, count) => {
    const response = { id: `resp_${count}`, object: 'response', status: 'in_progress', model: 'scripted' };
    const calls = answer.kind === 'call' ? answer.calls : [];
    const items = [
      ...(answer.text === undefined ? [] : [messageItem(answer.text, count)]),
      ...calls.map((call, index) => callItem(call, `${count}_${index}`)),
    ];
    const input = (answer.kind === 'call' ? answer.tookTokens : undefined) ?? 150;
    const usage = {
      input_tokens: input,
      input_tokens_details: { cached_tokens: 30 },
      output_tokens: 10,
      output_tokens_details: { reasoning_tokens: 4 },
      total_tokens: input + 10,
    };
    return [
      event('response.created', { response }),
      ...items.map((one, index) => event('response.output_item.done', { output_index: index, item: one })),
      event('response.completed', { response: { ...response, status: 'completed', output: items, usage } }),
    ];
  },
  error: (status, message) => ({ error: { message, type: errorType(status), code: null, param: null } }),
};

function saidBy({ type, role, content, name, arguments: args, input, output }: z.infer<typeof item>): Said {
  if (type.endsWith('_output')) return { by: 'tool', text: asText(output) };
  if (type.endsWith('_call')) return { by: 'model', text: `${name} ${args ?? asText(input)}` };
  const text = typeof content === 'string' ? content : (content ?? []).map((part) => part.text).join('\n');
  if (role === 'assistant') return { by: 'model', text };
  return { by: role === 'user' ? 'user' : 'system', text };
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function namesOf({ type, name, tools }: z.infer<typeof tool>): readonly string[] {
  if (tools) return tools.map((one) => `${name ?? ''}/${one.name}`);
  return [name ?? type];
}

function messageItem(text: string, count: number) {
  const content = [{ type: 'output_text', text, annotations: [] }];
  return { type: 'message', id: `msg_${count}`, role: 'assistant', status: 'completed', content };
}

function callItem({ name, namespace, input, isFreeform }: ToolCall, id: string) {
  const base = { id: `fc_${id}`, call_id: `call_${id}`, name, status: 'completed' };
  if (isFreeform) return { ...base, type: 'custom_tool_call', input: String(input) };
  const call = { ...base, type: 'function_call', arguments: JSON.stringify(input) };
  return namespace === undefined ? call : { ...call, namespace };
}

function event(type: string, data: object): ServerEvent {
  return { event: type, data: { type, ...data } };
}

function errorType(status: number): string {
  if (status === 401) return 'authentication_error';
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}
