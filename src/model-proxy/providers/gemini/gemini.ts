import { countAt } from '../input-limits.ts';
import type { Endpoint, JsonObject, ModelProvider } from '../provider.ts';
import { examineContents } from './examine-contents.ts';
import { readGeminiAnswer } from './read-gemini-answer.ts';

/** The model stands in the path. Nothing is decoded, so that no other spelling of a path gets through. */
const TARGET =
  /^(\/v1(?:beta)?\/models\/([A-Za-z0-9][A-Za-z0-9._-]*):(generateContent|streamGenerateContent|countTokens))(\?alt=sse)?$/;

export const gemini: ModelProvider = {
  name: 'gemini',
  priceId: 'google',
  basePath: '',
  keyPrefix: 'AIzaSy',
  passedHeaders: ['accept', 'user-agent', 'x-goog-api-client'],
  credentialsIn: ({ authorization, 'x-goog-api-key': key }) =>
    [key, authorization].flat().flatMap((one) => one?.replace(/^Bearer /i, '') ?? []),
  authorize: ({ key }) => ({ 'x-goog-api-key': key }),
  findEndpoint: (target) => {
    const [path, , model, action] = TARGET.exec(target) ?? [];
    return path && model && action
      ? endpointOf(path, { model, isCounting: action === 'countTokens' })
      : undefined;
  },
  errorBody: (code, message) => ({ error: { code, message, status: STATUSES[code] ?? 'INTERNAL' } }),
};

function endpointOf(path: string, { model, isCounting }: { model: string; isCounting: boolean }): Endpoint {
  return {
    path,
    isCounting,
    flavour: 'default',
    examine: (body, rules) => examineContents(body, { rules, model, isCounting }),
    readAnswer: readGeminiAnswer,
    ...(!isCounting && {
      counter: {
        path: path.replace(/:\w+(\?.*)?$/, ':countTokens'),
        bodyOf: (body: JsonObject) => ({ generateContentRequest: { ...body, model: `models/${model}` } }),
        countIn: countAt('totalTokens'),
      },
    }),
  };
}

/** https://ai.google.dev/gemini-api/docs/troubleshooting */
const STATUSES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  404: 'NOT_FOUND',
  413: 'INVALID_ARGUMENT',
  429: 'RESOURCE_EXHAUSTED',
  502: 'UNAVAILABLE',
};
