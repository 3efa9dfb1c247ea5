import { sse } from './model-world.ts';

/** As https://docs.anthropic.com/en/docs/build-with-claude/streaming shows it. */
export const START = [
  'message_start',
  {
    type: 'message_start',
    message: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'claude-opus-4-8',
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: {
        input_tokens: 12,
        cache_creation_input_tokens: 1_000,
        cache_read_input_tokens: 2_000,
        cache_creation: { ephemeral_5m_input_tokens: 1_000, ephemeral_1h_input_tokens: 0 },
        output_tokens: 1,
        service_tier: 'standard',
      },
    },
  },
] as const;

const text = (words: string) =>
  [
    'content_block_delta',
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: words } },
  ] as const;

export const DELTAS = [
  [
    'content_block_start',
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  ],
  ['ping', { type: 'ping' }],
  text('Hällo'),
  text(' – 👋'),
  ['content_block_stop', { type: 'content_block_stop', index: 0 }],
] as const;

export const END = [
  [
    'message_delta',
    {
      type: 'message_delta',
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: { output_tokens: 100 },
    },
  ],
  ['message_stop', { type: 'message_stop' }],
] as const;

export const WHOLE_STREAM = sse(START, ...DELTAS, ...END);

/** 12 x 5 + 1,000 x 6.25 + 2,000 x 0.5 + 100 x 25 dollars for a million, in nano-dollars. */
export const WHOLE_COST = 12 * 5_000 + 1_000 * 6_250 + 2_000 * 500 + 100 * 25_000;

export const WHOLE_TOKENS = { input: 12, output: 100, cacheRead: 2_000, cacheWrite: 1_000 };
