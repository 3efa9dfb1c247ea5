import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RegisteredApp } from '../../github/apps/register-app.ts';
import type { SetupSettings } from '../environment.ts';
import { type HttpAnswer, notFound, WEBHOOK_PATH } from '../http/answer-request.ts';
import { composeManifest } from './compose-manifest.ts';
import { renderPage } from './render-page.ts';

interface SetupPagesOptions {
  readonly settings: SetupSettings;
  /** Of the App; the server's own address where absent. */
  readonly homepage: string | undefined;
  /** Nobody can guess it. Only who has opened the page knows it, and so who comes back with it was sent by the page. */
  readonly state: string;
  /** Exchanges the code, and keeps the credentials. */
  readonly register: (code: string) => Promise<RegisteredApp>;
  readonly onFailure: (error: unknown) => void;
}

const PAGE = '/probot';
const CALLBACK = '/probot/setup';

/**
 * The server while there is no App yet: a page that posts the manifest to GitHub, and the address that GitHub sends the
 * browser back to with a code. The addresses are those of Probot's own set-up.
 */
export class SetupPages {
  readonly #options: SetupPagesOptions;
  #registration: Promise<RegisteredApp> | undefined;

  constructor(options: SetupPagesOptions) {
    this.#options = options;
  }

  async answer(request: IncomingMessage, path: string): Promise<HttpAnswer> {
    // For balancers: not ready. For GitHub, whose first webhook comes before there is a secret to check it with.
    if (path === '/ping' || path === WEBHOOK_PATH) {
      return { status: 503, body: JSON.stringify({ error: 'The App is not registered yet.' }) };
    }
    if (request.method !== 'GET') return notFound();
    const origin = readOrigin(request.headers.host, this.#options.settings.publicUrl);
    if (origin === undefined) {
      return renderPage({
        status: 421,
        title: 'Not by this name',
        paragraphs: [
          'Open the set-up on the machine itself, or set PUBLIC_URL to the address in your browser.',
        ],
      });
    }
    if (path === '') return { status: 302, body: '', headers: { location: PAGE } };
    if (path === PAGE) return this.#page(origin);
    if (path === CALLBACK) return this.#callback(new URL(request.url ?? '', origin).searchParams);
    return notFound();
  }

  #page(origin: string): HttpAnswer {
    const { settings, state, homepage } = this.#options;
    const publicUrl = settings.publicUrl ?? origin;
    if (isLoopback(publicUrl) && !isLoopback(settings.newAppUrl)) return notReachable(publicUrl);
    const addresses = { publicUrl, redirectUrl: `${origin}${CALLBACK}`, homepage: homepage ?? publicUrl };
    const action = `${settings.newAppUrl}?state=${state}`;
    const manifest = (projects: boolean) => ({ manifest: composeManifest({ ...addresses, projects }) });
    return renderPage({
      title: 'Register the App of Interlock',
      paragraphs: [
        'Interlock needs a GitHub App of your own. GitHub shows what the App asks for, lets you choose its name, and sends you back here. You then install the App in your repositories.',
        'GitHub will send webhooks to this address:',
      ],
      code: `${publicUrl}${WEBHOOK_PATH}`,
      note: 'If GitHub cannot reach this address, stop the server, set PUBLIC_URL to the right one, and start it again.',
      forms: [
        {
          action,
          fields: manifest(true),
          title: 'Labels and GitHub projects',
          text: 'For boards of both kinds. The App may also read and move the cards of the projects of your organization.',
          button: 'Register for labels and projects',
        },
        {
          action,
          fields: manifest(false),
          title: 'Labels only',
          text: 'For boards that are labels on issues. The App asks for nothing that belongs to projects.',
          button: 'Register for labels only',
        },
      ],
    });
  }

  async #callback(query: URLSearchParams): Promise<HttpAnswer> {
    const { state, register, onFailure } = this.#options;
    const code = query.get('code') ?? '';
    if (!isSame(query.get('state') ?? '', state) || !/^[\w-]{1,100}$/.test(code)) {
      return renderPage({
        status: 400,
        title: 'Nothing was registered',
        paragraphs: [`You did not come here from the set-up of this server. Start at ${PAGE}.`],
      });
    }
    if (this.#registration) {
      return renderPage({
        status: 409,
        title: 'This was used already',
        paragraphs: ['The code is being exchanged, or has been. The log of the server says how it ended.'],
      });
    }
    this.#registration = register(code);
    try {
      const { url } = await this.#registration;
      return { status: 302, body: '', headers: { location: `${url}/installations/new` } };
    } catch (error) {
      this.#registration = undefined;
      onFailure(error);
      return renderPage({
        status: 502,
        title: 'The credentials did not arrive',
        paragraphs: [
          'The log of the server says why. GitHub has created the App, and gives out its key only once. Load this page again: if the key was not given yet, it comes now.',
          `If it does not, delete the App in the settings of your Apps on GitHub, and start again at ${PAGE}.`,
        ],
      });
    }
  }
}

/** Nothing is offered there that would make an App which GitHub can tell nothing. */
function notReachable(publicUrl: string): HttpAnswer {
  return renderPage({
    title: 'GitHub cannot reach this server yet',
    paragraphs: [
      `You opened this page at ${publicUrl}, which only this machine knows. GitHub sends events to the App over the internet, so the App needs a public address before you register it.`,
      'Stop the server, and start it again with the address by which GitHub reaches it, for example:',
    ],
    code: 'PUBLIC_URL=https://interlock.example.com node dist/app/main.js',
    note: 'A tunnel or a TLS proxy in front of the server is fine. This page then offers to register the App, and you can go on opening it at the address in your browser.',
  });
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/;

/** Whether a URL means the machine itself, which nobody else reaches by it. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/**
 * The address that a browser has for this server, by the `Host` that it sent: this machine, or the configured public one.
 * Whatever else leads here is no name of ours: a page of somebody else could have made its own name mean this machine.
 */
export function readOrigin(host: string | undefined, publicUrl: string | undefined): string | undefined {
  if (host === undefined) return undefined;
  if (publicUrl !== undefined && new URL(publicUrl).host === host.toLowerCase()) return publicUrl;
  return LOOPBACK.test(host) ? `http://${host}` : undefined;
}
