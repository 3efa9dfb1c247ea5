import { createPrivateKey } from 'node:crypto';
import { createApp } from '../arrange/create-app.ts';
import type { App } from '../state/app.ts';
import type { ManifestCodes } from '../state/manifest-codes.ts';
import type { User } from '../state/user.ts';
import { escapeHtml, hidden, htmlPage, list, notFoundPage, problemPage, type WebReply } from './page.ts';
import { type Manifest, parseManifest } from './parse-manifest.ts';
import { manages, type WebRequest } from './web-request.ts';

/** The account that the App is registered for, by the address of the page. */
export interface Registrar {
  readonly owner: User | undefined;
  /** `/settings/apps` or `/organizations/ORG/settings/apps`. */
  readonly path: string;
}

/** `POST .../settings/apps/new`: shows what a manifest, posted by any site, asks for. Nothing is made yet. */
export function confirmManifest(request: WebRequest, { owner, path }: Registrar): WebReply {
  if (!owner || !manages(request, owner)) return notFoundPage();
  const text = request.form.get('manifest') ?? '';
  const parsed = parseManifest(text);
  if (parsed.kind === 'invalid') return problemPage(422, 'Invalid GitHub App configuration', parsed.problems);
  const { name, events, permissions } = parsed.manifest;
  const asked = Object.entries(permissions).map(([permission, access]) => `${permission}: ${access}`);
  const body = `<p>Permissions</p>${list(asked)}
<p>Events</p>${list(events)}
<form action="${escapeHtml(path)}" method="post">
${hidden({
  authenticity_token: request.authenticityToken,
  manifest: text,
  state: request.query.get('state') ?? '',
})}
<label>GitHub App name <input type="text" name="name" value="${escapeHtml(name ?? '')}"></label>
<button type="submit">Create GitHub App for ${escapeHtml(owner.login)}</button>
</form>`;
  return htmlPage({ title: 'Create GitHub App', body });
}

interface Registering {
  readonly codes: ManifestCodes;
  readonly ping: (app: App) => void;
}

/** `POST .../settings/apps`: makes the App, and sends the browser back with a code for its credentials. */
export function registerApp(
  request: WebRequest,
  { owner, path }: Registrar,
  { codes, ping }: Registering,
): WebReply {
  const { world, form } = request;
  if (!owner || !manages(request, owner)) return notFoundPage();
  const parsed = parseManifest(form.get('manifest') ?? '');
  if (parsed.kind === 'invalid') return problemPage(422, 'Invalid GitHub App configuration', parsed.problems);
  const name = (form.get('name') ?? '').trim();
  const slug = slugOf(name);
  if (slug === '' || name.length > 34) return problemPage(422, 'Create GitHub App', ['Name is invalid']);
  if (world.apps.some((app) => app.slug === slug)) {
    return problemPage(422, `Create GitHub App at ${path}`, ['Name is already taken']);
  }
  const { manifest } = parsed;
  const code = world.random.hex(40);
  const made = make(request, manifest, { name, slug, owner });
  codes.issue(code, made);
  if (made.app.hook.url !== undefined) ping(made.app);
  world.changed();
  const to = new URL(manifest.redirectUrl);
  to.searchParams.set('code', code);
  const state = form.get('state') ?? '';
  if (state !== '') to.searchParams.set('state', state);
  return { kind: 'redirect', to: to.href };
}

function make(
  { world }: WebRequest,
  manifest: Manifest,
  naming: { readonly name: string; readonly slug: string; readonly owner: User },
) {
  const webhookSecret = world.random.hex(40);
  const { app, handle } = createApp(world, {
    ...naming,
    public: manifest.public,
    homepage: manifest.url,
    permissions: manifest.permissions as Record<string, 'read' | 'write'>,
    events: [...manifest.events],
    webhookSecret,
    ...(manifest.hookUrl !== undefined && { webhookUrl: manifest.hookUrl }),
  });
  const pem = createPrivateKey(handle.privateKey).export({ type: 'pkcs1', format: 'pem' });
  return { app, clientSecret: world.random.hex(40), webhookSecret, privateKey: pem.toString() };
}

/** The name in the addresses of an App. */
function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
