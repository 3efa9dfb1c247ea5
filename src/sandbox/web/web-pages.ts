import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { App } from '../state/app.ts';
import type { ManifestCodes } from '../state/manifest-codes.ts';
import type { World } from '../state/world.ts';
import { chooseRepositories, installApp, showInstallation } from './app-installation.ts';
import { confirmManifest, type Registrar, registerApp } from './app-registration.ts';
import { problemPage, type WebReply } from './page.ts';
import { loginPage, Sessions } from './sessions.ts';
import type { WebRequest } from './web-request.ts';

interface WebPagesParts {
  readonly world: World;
  readonly codes: ManifestCodes;
  readonly ping: (app: App) => void;
}

type Page = (request: WebRequest, segment: string) => WebReply;

/** Pages of github.com, as far as an App is registered from a manifest and installed on them: plain forms, no scripts. */
export class WebPages {
  readonly #world: World;
  readonly #sessions: Sessions;
  readonly #pages: readonly { readonly method: string; readonly path: RegExp; readonly page: Page }[];

  constructor({ world, codes, ping }: WebPagesParts) {
    this.#world = world;
    this.#sessions = new Sessions(world);
    const app = (slug: string): App | undefined => world.apps.find((one) => one.slug === slug);
    const own = ({ user }: WebRequest): Registrar => ({ owner: user, path: '/settings/apps' });
    const organization = (name: string): Registrar => {
      const account = world.user(name);
      return {
        owner: account?.type === 'Organization' ? account : undefined,
        path: `/organizations/${name}/settings/apps`,
      };
    };
    this.#pages = [
      {
        method: 'POST',
        path: /^\/settings\/apps\/new$/,
        page: (request) => confirmManifest(request, own(request)),
      },
      {
        method: 'POST',
        path: /^\/settings\/apps$/,
        page: (request) => registerApp(request, own(request), { codes, ping }),
      },
      {
        method: 'POST',
        path: /^\/organizations\/([\w-]+)\/settings\/apps\/new$/,
        page: (request, name) => confirmManifest(request, organization(name)),
      },
      {
        method: 'POST',
        path: /^\/organizations\/([\w-]+)\/settings\/apps$/,
        page: (request, name) => registerApp(request, organization(name), { codes, ping }),
      },
      {
        method: 'GET',
        path: /^\/apps\/([\w-]+)\/installations\/new$/,
        page: (request, slug) => chooseRepositories(request, app(slug)),
      },
      {
        method: 'POST',
        path: /^\/apps\/([\w-]+)\/installations$/,
        page: (request, slug) => installApp(request, app(slug)),
      },
      {
        method: 'GET',
        path: /^\/settings\/installations\/(\d+)$/,
        page: (request, id) => showInstallation(request, Number(id)),
      },
    ];
  }

  /** Answers whether the request was for one of the pages. */
  async handle(request: IncomingMessage, response: ServerResponse, { pathname, searchParams }: URL) {
    const reply = await this.#reply(request, pathname, searchParams);
    if (!reply) return false;
    if (reply.kind === 'page') {
      response.writeHead(reply.status, { 'content-type': 'text/html; charset=utf-8' }).end(reply.html);
    } else {
      const { to: location, cookie } = reply;
      response.writeHead(302, { location, ...(cookie !== undefined && { 'set-cookie': cookie }) }).end();
    }
    return true;
  }

  async #reply(
    request: IncomingMessage,
    path: string,
    query: URLSearchParams,
  ): Promise<WebReply | undefined> {
    const { method = 'GET', headers } = request;
    if (path === '/login' && method === 'GET') return loginPage(query.get('return_to') ?? '/');
    const found = this.#pages.find((one) => one.method === method && one.path.test(path));
    const isLogin = path === '/session' && method === 'POST';
    if (!found && !isLogin) return undefined;
    const form = new URLSearchParams(method === 'POST' ? await text(request) : '');
    if (!found) return this.#sessions.logIn(form);
    const session = this.#sessions.find(headers.cookie);
    // What was posted is gone, as it is on GitHub.
    if (!session) {
      return {
        kind: 'redirect',
        to: `/login?return_to=${method === 'GET' ? encodeURIComponent(path) : '/'}`,
      };
    }
    const isOurForm = form.get('authenticity_token') === session.authenticityToken;
    // The manifest comes from another site; everything else from a form of ours.
    if (method === 'POST' && !path.endsWith('/new') && !isOurForm) {
      return problemPage(422, 'Your browser did something unexpected', [
        'The authenticity token is missing.',
      ]);
    }
    const [, segment = ''] = found.path.exec(path) ?? [];
    const page = { world: this.#world, ...session, query, form };
    return this.#world.exclusive(async () => found.page(page, segment));
  }
}
