import * as z from 'zod';
import type { Dialect, Said, ToolCall } from './turn.ts';

const part = z.looseObject({
  text: z.string().optional(),
  functionCall: z.looseObject({ name: z.string(), args: z.unknown() }).optional(),
  functionResponse: z.looseObject({ response: z.unknown() }).optional(),
});

const content = z.object({ role: z.string().optional(), parts: z.array(part).default([]) });

const question = z.object({
  contents: z.array(content),
  systemInstruction: content.optional(),
  tools: z
    .array(z.looseObject({ functionDeclarations: z.array(z.looseObject({ name: z.string() })).default([]) }))
    .default([]),
});

const PATH = /^\/v1beta\/models\/([^/:]+):streamGenerateContent$/;

/** Content of Gemini, streamed as events. https://ai.google.dev/api/generate-content */
export const gemini: Dialect = {
  isQuestion: (method, path) => method === 'POST' && PATH.test(path),
  read: (raw, headers, path) => {
    const { contents, systemInstruction, tools } = question.parse(JSON.parse(raw));
    const conversation = [
      ...(systemInstruction?.parts.map(({ text }): Said => ({ by: 'system', text: text ?? '' })) ?? []),
      ...contents.flatMap(({ role, parts }) => parts.map((one) => saidIn(role, one))),
    ];
    return {
      model: PATH.exec(path)?.[1] ?? '',
      tools: tools.flatMap(({ functionDeclarations }) => functionDeclarations.map(({ name }) => name)),
      conversation,
      headers,
      raw,
    };
  },
  events: (answer) => {
    const calls = answer.kind === 'call' ? answer.calls : [];
    const parts = [...(answer.text === undefined ? [] : [{ text: answer.text }]), ...calls.map(callPart)];
    const usageMetadata = {
      promptTokenCount: 150,
      cachedContentTokenCount: 30,
      candidatesTokenCount: 10,
      totalTokenCount: 160,
    };
    const candidates = [{ index: 0, content: { role: 'model', parts }, finishReason: 'STOP' }];
    return [{ data: { candidates, usageMetadata, modelVersion: 'scripted' } }];
  },
  error: (code, message) => ({ error: { code, message, status: STATUSES[code] ?? 'INTERNAL' } }),
};

function saidIn(
  role: string | undefined,
  { text, functionCall, functionResponse }: z.infer<typeof part>,
): Said {
  if (functionResponse) return { by: 'tool', text: JSON.stringify(functionResponse.response) };
  if (functionCall) {
    return { by: 'model', text: `${functionCall.name} ${JSON.stringify(functionCall.args)}` };
  }
  return { by: role === 'model' ? 'model' : 'user', text: text ?? '' };
}

function callPart({ name, input }: ToolCall) {
  return { functionCall: { name, args: input } };
}

/** https://ai.google.dev/gemini-api/docs/troubleshooting */
const STATUSES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  529: 'UNAVAILABLE',
};
