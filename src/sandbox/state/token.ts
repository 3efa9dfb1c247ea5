import type { Actor } from './actor.ts';
import type { Installation } from './app.ts';
import type { Random } from './random.ts';

export interface Token {
  value: string;
  actor: Actor;
  /** Milliseconds of the real clock; see clock.ts for why. */
  expiresAt: number | undefined;
}

/** The credentials that are out there: `Authorization: token ...`, `Bearer ...`, or git's basic password. */
export class Tokens {
  readonly #random: Random;
  readonly #tokens = new Map<string, Token>();

  constructor(random: Random) {
    this.#random = random;
  }

  issue(actor: Actor, expiresAt?: number): Token {
    const prefix = actor.kind === 'person' ? 'ghp' : 'ghs';
    const token: Token = { value: `${prefix}_${this.#random.hex(36)}`, actor, expiresAt };
    this.#tokens.set(token.value, token);
    return token;
  }

  find(value: string): Token | undefined {
    const token = this.#tokens.get(value);
    if (token?.expiresAt !== undefined && token.expiresAt <= Date.now()) return undefined;
    return token;
  }

  revoke(value: string): void {
    this.#tokens.delete(value);
  }

  revokeAll(installation: Installation): void {
    for (const { value, actor } of this.#tokens.values()) {
      if (actor.kind === 'installation' && actor.installation === installation) this.#tokens.delete(value);
    }
  }
}
