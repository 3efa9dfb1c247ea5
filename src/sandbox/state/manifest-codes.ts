import type { App } from './app.ts';

/** What GitHub tells about a new App, once. */
export interface NewCredentials {
  readonly app: App;
  readonly clientSecret: string;
  readonly webhookSecret: string;
  /** PEM, in the form that GitHub gives (PKCS#1). */
  readonly privateKey: string;
}

const HOUR_MS = 3_600_000;

/** The codes that the registration of an App from a manifest ends with: each works once, within an hour. */
export class ManifestCodes {
  readonly #codes = new Map<string, { readonly credentials: NewCredentials; readonly expiresAt: number }>();

  issue(code: string, credentials: NewCredentials): void {
    // Credentials live in real time; see clock.ts for why.
    this.#codes.set(code, { credentials, expiresAt: Date.now() + HOUR_MS });
  }

  take(code: string): NewCredentials | undefined {
    const found = this.#codes.get(code);
    this.#codes.delete(code);
    return found && found.expiresAt > Date.now() ? found.credentials : undefined;
  }
}
