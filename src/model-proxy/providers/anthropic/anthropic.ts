import { countAt, pickFields } from '../input-limits.ts';
import type { Endpoint, JsonObject, ModelProvider } from '../provider.ts';
import { examineMessages } from './examine-messages.ts';
import { readAnthropicAnswer } from './read-anthropic-answer.ts';

/** What makes the API take the token of a subscription in place of a key; the CLI sends it as well. */
const SUBSCRIPTION_BETA = 'oauth-2025-04-20';

const endpoints: Readonly<Record<string, Endpoint>> = {
  '/v1/messages': endpoint('/v1/messages', false),
  '/v1/messages?beta=true': endpoint('/v1/messages?beta=true', false),
  '/v1/messages/count_tokens': endpoint('/v1/messages/count_tokens', true),
  '/v1/messages/count_tokens?beta=true': endpoint('/v1/messages/count_tokens?beta=true', true),
};

/** https://docs.anthropic.com/en/api/messages-count-tokens */
const COUNTED = ['model', 'messages', 'system', 'tools', 'tool_choice', 'thinking'];

function endpoint(path: string, isCounting: boolean): Endpoint {
  const counter = {
    path: path.replace('/messages', '/messages/count_tokens'),
    bodyOf: (body: JsonObject) => pickFields(body, COUNTED),
    countIn: countAt('input_tokens'),
  };
  return {
    path,
    isCounting,
    flavour: 'default',
    examine: (body, rules) => examineMessages(body, rules, isCounting),
    readAnswer: readAnthropicAnswer,
    ...(!isCounting && { counter }),
  };
}

export const anthropic: ModelProvider = {
  name: 'anthropic',
  priceId: 'anthropic',
  basePath: '',
  keyPrefix: 'sk-ant-api03-',
  passedHeaders: ['accept', 'user-agent', 'anthropic-version', 'anthropic-beta', 'x-app', 'x-stainless-*'],
  credentialsIn: ({ authorization, 'x-api-key': key }) =>
    [key, authorization].flat().flatMap((one) => one?.replace(/^Bearer /i, '') ?? []),
  authorize: ({ key, keyKind }, { 'anthropic-beta': betas }) => {
    if (keyKind === 'api-key') return { 'x-api-key': key };
    const asked = betas?.split(',').map((one) => one.trim()) ?? [];
    const all = asked.includes(SUBSCRIPTION_BETA) ? asked : [...asked, SUBSCRIPTION_BETA];
    return { authorization: `Bearer ${key}`, 'anthropic-beta': all.filter((one) => one !== '').join(',') };
  },
  findEndpoint: (target) => endpoints[target],
  errorBody: (status, message) => ({
    type: 'error',
    error: { type: ERROR_TYPES[status] ?? 'api_error', message },
  }),
};

/** https://docs.anthropic.com/en/api/errors */
const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
};
