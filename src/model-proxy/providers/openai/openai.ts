import { countAt, pickFields } from '../input-limits.ts';
import type { Endpoint, ModelProvider } from '../provider.ts';
import { examineChat } from './examine-chat.ts';
import { examineResponse } from './examine-response.ts';
import { readChatAnswer, readResponseAnswer } from './read-openai-answer.ts';

const responses = { flavour: 'responses', readAnswer: readResponseAnswer } as const;

/** https://platform.openai.com/docs/api-reference/responses/input-tokens */
const COUNTED = [
  'model',
  'input',
  'instructions',
  'parallel_tool_calls',
  'reasoning',
  'text',
  'tool_choice',
  'tools',
  'truncation',
];

const endpoints: Readonly<Record<string, Endpoint>> = {
  '/v1/responses': {
    path: '/responses',
    isCounting: false,
    examine: examineResponse,
    counter: {
      path: '/responses/input_tokens',
      bodyOf: (body) => pickFields(body, COUNTED),
      countIn: countAt('input_tokens'),
    },
    ...responses,
  },
  '/v1/responses/input_tokens': {
    path: '/responses/input_tokens',
    isCounting: true,
    // It takes no limit of the output.
    examine: (body, rules) => {
      const examination = examineResponse(body, rules);
      return examination.kind === 'allowed' ? { ...examination, body } : examination;
    },
    ...responses,
  },
  '/v1/chat/completions': {
    path: '/chat/completions',
    isCounting: false,
    examine: examineChat,
    flavour: 'chat',
    readAnswer: readChatAnswer,
  },
};

export const openai: ModelProvider = {
  name: 'openai',
  priceId: 'openai',
  basePath: '/v1',
  keyPrefix: 'sk-proj-',
  // Not the headers that name an organisation or a project: the key decides who pays.
  passedHeaders: [
    'accept',
    'conversation_id',
    'openai-beta',
    'originator',
    'session_id',
    'session-id',
    'user-agent',
    'version',
    'x-stainless-*',
  ],
  credentialsIn: ({ authorization, 'api-key': key }) =>
    [authorization, key].flat().flatMap((one) => one?.replace(/^Bearer /i, '') ?? []),
  authorize: ({ key }) => ({ authorization: `Bearer ${key}` }),
  findEndpoint: (target) => endpoints[target],
  errorBody: (status, message) => ({
    error: { message, type: ERROR_TYPES[status] ?? 'server_error', param: null, code: null },
  }),
};

/** https://platform.openai.com/docs/guides/error-codes */
const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  404: 'invalid_request_error',
  413: 'invalid_request_error',
  429: 'rate_limit_error',
};
