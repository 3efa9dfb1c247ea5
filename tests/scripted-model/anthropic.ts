import * as z from 'zod';
import type { Answer, Dialect, Said, ServerEvent, ToolCall } from './turn.ts';

const block = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  name: z.string().optional(),
  input: z.unknown().optional(),
  content: z.unknown().optional(),
});

const content = z.union([z.string(), z.array(block)]);

const question = z.object({
  model: z.string(),
  system: content.optional(),
  messages: z.array(z.object({ role: z.enum(['user', 'assistant', 'system']), content })),
  tools: z.array(z.object({ name: z.string() })).default([]),
});

/** Messages of Anthropic, streamed. https://docs.anthropic.com/en/api/messages-streaming */
export const anthropic: Dialect = {
  isQuestion: (method, path) => method === 'POST' && path === '/v1/messages',
  read: (raw, headers) => {
    const { model, system, messages, tools } = question.parse(JSON.parse(raw));
    const conversation = [
      ...saidIn('system', system ?? ''),
      ...messages.flatMap(({ role, content: said }) => saidIn(role === 'assistant' ? 'model' : role, said)),
    ];
    return { model, tools: tools.map(({ name }) => name), conversation, headers, raw };
  },
  events: (answer, count) => {
    const blocks = [
      ...(answer.text === undefined ? [] : [textBlock(answer.text)]),
      ...callsOf(answer).map((call, index) => toolBlock(call, `toolu_${count}_${index}`)),
    ];
    const usage = {
      input_tokens: (answer.kind === 'call' ? answer.tookTokens : undefined) ?? 100,
      cache_creation_input_tokens: 20,
      cache_read_input_tokens: 30,
      output_tokens: 1,
    };
    const message = {
      id: `msg_${count}`,
      type: 'message',
      role: 'assistant',
      model: 'scripted',
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage,
    };
    const stopReason = answer.kind === 'call' ? 'tool_use' : 'end_turn';
    return [
      event('message_start', { message }),
      ...blocks.flatMap(({ start, delta }, index) => [
        event('content_block_start', { index, content_block: start }),
        event('content_block_delta', { index, delta }),
        event('content_block_stop', { index }),
      ]),
      event('message_delta', {
        delta: { stop_reason: stopReason, stop_sequence: null },
        usage: { ...usage, output_tokens: 10 },
      }),
      event('message_stop', {}),
    ];
  },
  error: (status, message) => ({ type: 'error', error: { type: errorType(status), message } }),
};

function saidIn(by: Said['by'], said: z.infer<typeof content>): readonly Said[] {
  if (typeof said === 'string') return said === '' ? [] : [{ by, text: said }];
  return said.map((one): Said => {
    if (one.type === 'tool_result') return { by: 'tool', text: JSON.stringify(one.content) };
    if (one.type === 'tool_use') return { by, text: `${one.name} ${JSON.stringify(one.input)}` };
    return { by, text: one.text ?? JSON.stringify(one) };
  });
}

function callsOf(answer: Extract<Answer, { kind: 'say' | 'call' }>): readonly ToolCall[] {
  return answer.kind === 'call' ? answer.calls : [];
}

function textBlock(text: string) {
  return { start: { type: 'text', text: '' }, delta: { type: 'text_delta', text } };
}

function toolBlock({ name, input }: ToolCall, id: string) {
  return {
    start: { type: 'tool_use', id, name, input: {} },
    delta: { type: 'input_json_delta', partial_json: JSON.stringify(input) },
  };
}

function event(type: string, data: object): ServerEvent {
  return { event: type, data: { type, ...data } };
}

function errorType(status: number): string {
  const types: Readonly<Record<number, string>> = {
    400: 'invalid_request_error',
    401: 'authentication_error',
    403: 'permission_error',
    404: 'not_found_error',
    429: 'rate_limit_error',
    529: 'overloaded_error',
  };
  return types[status] ?? 'api_error';
}
