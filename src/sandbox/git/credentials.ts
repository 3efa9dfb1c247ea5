/** The token of an `Authorization` header: `Basic base64(x-access-token:TOKEN)`, `Bearer TOKEN` or `token TOKEN`. */
export function readToken(authorization: string | undefined): string | undefined {
  const [scheme = '', value = ''] = (authorization ?? '').trim().split(/\s+/, 2);
  if (value === '') return undefined;
  if (/^(bearer|token)$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return undefined;
  const [user = '', ...password] = Buffer.from(value, 'base64').toString().split(':');
  // `https://TOKEN@host` sends the token as the user, with an empty or a dummy password.
  const secret = password.join(':');
  return secret === '' || secret === 'x-oauth-basic' ? user || undefined : secret;
}
