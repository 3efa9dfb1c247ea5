import { createVerify } from 'node:crypto';
import { ApiError } from '../rest/api-error.ts';
import type { App } from '../state/app.ts';

const TEN_MINUTES = 600;
/** How far GitHub lets the issuer's clock be ahead. */
const DRIFT = 60;

export function looksLikeJwt(credential: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(credential);
}

/** The app that signed the token, or GitHub's refusal. Times are checked against the real clock: see clock.ts. */
export function verifyAppJwt(token: string, apps: readonly App[], now: number = Date.now() / 1000): App {
  const [head = '', claims = '', signature = ''] = token.split('.');
  const header = decode(head);
  const { iss, iat, exp } = decode(claims);
  if (header.alg !== 'RS256') throw undecodable();
  const app = apps.find(({ id, clientId }) => String(iss) === String(id) || iss === clientId);
  if (!app) throw new ApiError(404, 'Integration not found');
  const verifier = createVerify('RSA-SHA256').update(`${head}.${claims}`);
  if (!verifier.verify(app.publicKey, Buffer.from(signature, 'base64url'))) throw undecodable();
  if (typeof iat !== 'number' || iat > now + DRIFT) {
    throw untimely(
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
      now,
    );
  }
  if (typeof exp !== 'number' || exp <= now) {
    throw untimely(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
      now,
    );
  }
  // Measured from now, not from iat: clients date iat back by a minute against drift.
  if (exp > now + TEN_MINUTES) {
    throw untimely("'Expiration time' claim ('exp') is too far in the future", now);
  }
  return app;
}

/** Clients correct their clock by the date of this answer, so that it has to be the one that the token was judged by. */
function untimely(message: string, now: number): ApiError {
  return new ApiError(401, message, { headers: { date: new Date(now * 1000).toUTCString() } });
}

function decode(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Falls through to the one answer that GitHub has for both.
  }
  throw undecodable();
}

function undecodable(): ApiError {
  return new ApiError(401, 'A JSON web token could not be decoded');
}
