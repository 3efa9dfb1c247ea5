import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../../../src/app/environment.ts';

const { privateKey: pem } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

const complete = { APP_ID: '123', PRIVATE_KEY: pem, WEBHOOK_SECRET: 'hush' };

describe('a complete environment', () => {
  test('has defaults for what is not a secret', () => {
    expect(readEnvironment(complete)).toEqual({
      kind: 'valid',
      settings: {
        appId: 123,
        privateKey: pem.trim(),
        webhookSecret: 'hush',
        host: '0.0.0.0',
        port: 3000,
        logLevel: 'info',
        apiUrl: 'https://api.github.com',
        patience: 1,
      },
    });
  });

  test.each([
    ['base64', Buffer.from(pem).toString('base64')],
    ['one line with \\n written out', pem.replaceAll('\n', '\\n')],
    ['the same in quotes', `"${pem.replaceAll('\n', '\\n')}"`],
  ])('takes the private key as %s', (_, text) => {
    expect(readEnvironment({ ...complete, PRIVATE_KEY: text })).toMatchObject({
      settings: { privateKey: pem.trim() },
    });
  });

  test('reaches a GitHub Enterprise Server', () => {
    expect(readEnvironment({ ...complete, GHE_HOST: 'git.acme.example' })).toMatchObject({
      settings: { apiUrl: 'https://git.acme.example/api/v3' },
    });
    expect(readEnvironment({ ...complete, GHE_HOST: '127.0.0.1:8080', GHE_PROTOCOL: 'http' })).toMatchObject({
      settings: { apiUrl: 'http://127.0.0.1:8080/api/v3' },
    });
  });
});

describe('an incomplete environment', () => {
  test('is told as a whole, with what to do about each variable', () => {
    const read = readEnvironment({ APP_ID: '123' });
    expect(read).toMatchObject({ kind: 'invalid' });
    const message = read.kind === 'invalid' ? read.message : '';
    for (const name of ['PRIVATE_KEY', 'WEBHOOK_SECRET']) {
      expect(message).toMatch(new RegExp(`${name}: found nothing, expected .+ settings page`));
    }
  });

  test('an empty variable is an absent one', () => {
    expect(readEnvironment({ ...complete, WEBHOOK_SECRET: '' })).toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('WEBHOOK_SECRET: found nothing'),
    });
  });

  test.each([
    ['APP_ID', 'Iv1.abc'],
    ['PRIVATE_KEY', '-----BEGIN RSA PRIVATE KEY-----\nMIIsecret\n-----END RSA PRIVATE KEY-----'],
    ['PORT', '99999'],
    ['LOG_LEVEL', 'loud'],
    ['INTERLOCK_PATIENCE', 'much'],
    ['GHE_HOST', 'https://git.acme.example'],
    ['PUBLIC_URL', 'https://acme.example/interlock'],
    ['GH_ORG', 'acme/web'],
  ])('names a malformed %s without repeating its value', (name, value) => {
    const read = readEnvironment({ ...complete, [name]: value });
    expect(read).toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(`${name}: found something else`),
    });
    expect(JSON.stringify(read)).not.toContain(value);
  });
});

describe('an environment without an App', () => {
  test('is one for the set-up, which nobody but this machine gets to see', () => {
    expect(readEnvironment({ APP_ID: '', PORT: '8080' })).toEqual({
      kind: 'unregistered',
      settings: {
        host: '127.0.0.1',
        port: 8080,
        logLevel: 'info',
        apiUrl: 'https://api.github.com',
        patience: 1,
        publicUrl: undefined,
        newAppUrl: 'https://github.com/settings/apps/new',
      },
    });
  });

  test('may name the organization, the server of GitHub and its own address', () => {
    const given = {
      GH_ORG: 'acme',
      GHE_HOST: 'git.acme.example',
      PUBLIC_URL: 'https://Interlock.acme.example/',
      HOST: '0.0.0.0',
    };
    expect(readEnvironment(given)).toMatchObject({
      settings: {
        host: '0.0.0.0',
        apiUrl: 'https://git.acme.example/api/v3',
        publicUrl: 'https://interlock.acme.example',
        newAppUrl: 'https://git.acme.example/organizations/acme/settings/apps/new',
      },
    });
  });

  test('is told what is wrong with the rest of it', () => {
    expect(readEnvironment({ PORT: 'high' })).toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('PORT: found something else'),
    });
  });
});
