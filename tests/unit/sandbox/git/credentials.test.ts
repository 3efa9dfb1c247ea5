import { expect, test } from 'vitest';

import { readToken } from '../../../../src/sandbox/git/credentials.ts';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

test.each([
  ['the password of the user that checkout uses', basic('x-access-token:ghs_1'), 'ghs_1'],
  [
    'a lower-case scheme, as checkout writes it',
    basic('x-access-token:ghs_1').replace('Basic', 'basic'),
    'ghs_1',
  ],
  ['a token in the place of the user', basic('ghs_1:'), 'ghs_1'],
  ['a token with the dummy password of old', basic('ghs_1:x-oauth-basic'), 'ghs_1'],
  ['a bearer token', 'Bearer ghs_1', 'ghs_1'],
  ['a password with a colon in it', basic('user:a:b'), 'a:b'],
])('reads %s', (_, header, token) => {
  expect(readToken(header)).toBe(token);
});

test.each([[undefined], [''], ['Bearer'], ['Digest abc'], [basic(':')]])('finds no token in %j', (header) => {
  expect(readToken(header)).toBeUndefined();
});
