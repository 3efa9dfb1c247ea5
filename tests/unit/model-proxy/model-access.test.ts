import { describe, expect, it } from 'vitest';
import { type ProviderName, readModelAccess } from '../../../src/model-proxy/model-access.ts';

describe('the key of a model', () => {
  it.each([
    ['anthropic', { ANTHROPIC_API_KEY: 'sk-ant-api03-x' }, 'sk-ant-api03-x', 'https://api.anthropic.com'],
    ['openai', { OPENAI_API_KEY: 'sk-proj-x' }, 'sk-proj-x', 'https://api.openai.com/v1'],
    ['gemini', { GEMINI_API_KEY: 'AIzaSyx' }, 'AIzaSyx', 'https://generativelanguage.googleapis.com'],
    ['gemini', { GOOGLE_API_KEY: 'AIzaSyx' }, 'AIzaSyx', 'https://generativelanguage.googleapis.com'],
  ] as const)('is read from the variable of its provider: %s', (provider, env, key, baseUrl) => {
    const access = { provider, key, keyKind: 'api-key', baseUrl };
    expect(readModelAccess(provider, env)).toEqual({ kind: 'found', access });
  });

  it('may be the token of a subscription, which is told from a key', () => {
    const key = 'sk-ant-oat01-x';
    expect(readModelAccess('anthropic', { CLAUDE_CODE_OAUTH_TOKEN: key })).toMatchObject({
      kind: 'found',
      access: { key, keyKind: 'subscription' },
    });
  });

  it('goes before the token of a subscription, if both are there', () => {
    const env = { ANTHROPIC_API_KEY: 'sk-ant-api03-x', CLAUDE_CODE_OAUTH_TOKEN: 'sk-ant-oat01-x' };
    expect(readModelAccess('anthropic', env)).toMatchObject({ access: { keyKind: 'api-key' } });
  });

  it('loses the line break that a pasted secret ends with', () => {
    expect(readModelAccess('openai', { OPENAI_API_KEY: 'sk-x\n' })).toMatchObject({
      access: { key: 'sk-x' },
    });
  });

  it.each<[string, ProviderName, Record<string, string>, RegExp]>([
    [
      'there is none',
      'anthropic',
      {},
      /There is no key: pass `ANTHROPIC_API_KEY` or `CLAUDE_CODE_OAUTH_TOKEN`/,
    ],
    ['it is empty', 'openai', { OPENAI_API_KEY: ' ' }, /The key is empty, .* pass `OPENAI_API_KEY`/],
    [
      'it is for another provider',
      'openai',
      { OPENAI_API_KEY: 'sk-ant-api03-x' },
      /`OPENAI_API_KEY` holds a key of anthropic/,
    ],
    [
      'it is for another provider',
      'gemini',
      { GEMINI_API_KEY: 'sk-ant-x' },
      /`GEMINI_API_KEY` holds a key of anthropic/,
    ],
    ['it has a line break in it', 'openai', { OPENAI_API_KEY: 'sk-\nx' }, /line breaks/],
    [
      'a token stands for a key',
      'anthropic',
      { ANTHROPIC_API_KEY: 'sk-ant-oat01-x' },
      /pass it as `CLAUDE_CODE_OAUTH_TOKEN`/,
    ],
    [
      'a key stands for a token',
      'anthropic',
      { CLAUDE_CODE_OAUTH_TOKEN: 'sk-ant-api03-x' },
      /`claude setup-token`/,
    ],
  ])('is refused if %s', (_, provider, env, detail) => {
    const reading = readModelAccess(provider, env);
    expect(reading).toEqual({
      kind: 'refused',
      reason: 'model-access-invalid',
      detail: expect.stringMatching(detail),
    });
    for (const value of Object.values(env))
      if (value.trim() !== '') expect(JSON.stringify(reading)).not.toContain(value);
  });
});

describe('the server of a model', () => {
  it('is the one of the base URL, without slashes at its end', () => {
    const env = { ANTHROPIC_API_KEY: 'x', ANTHROPIC_BASE_URL: 'https://gateway.acme.example/anthropic/' };
    expect(readModelAccess('anthropic', env)).toMatchObject({
      access: { baseUrl: 'https://gateway.acme.example/anthropic' },
    });
  });

  it.each(['gateway', 'ftp://x', 'https://user:pass@x', 'https://x/?a=b', 'https://x/#a', 'file:///etc'])(
    'is refused if it is no plain address: %s',
    (url) => {
      const reading = readModelAccess('openai', { OPENAI_API_KEY: 'x', OPENAI_BASE_URL: url });
      expect(reading).toMatchObject({
        kind: 'refused',
        detail: expect.stringContaining('`OPENAI_BASE_URL`'),
      });
    },
  );
});
