import { install } from '../arrange/install.ts';
import { announceInstallation } from '../changes/announce-installation.ts';
import type { App, Installation } from '../state/app.ts';
import type { Repository } from '../state/repository.ts';
import type { User } from '../state/user.ts';
import { escapeHtml, hidden, htmlPage, list, notFoundPage, problemPage, type WebReply } from './page.ts';
import { manages, type WebRequest } from './web-request.ts';

/** `GET /apps/SLUG/installations/new`: a form for each account that the App could be installed on. */
export function chooseRepositories(request: WebRequest, app: App | undefined): WebReply {
  const accounts = app ? installableOn(request, app) : [];
  if (!app || accounts.length === 0) return notFoundPage();
  return htmlPage({
    title: `Install ${app.name}`,
    body: accounts.map((account) => installForm(request, app, account)).join('\n'),
  });
}

/** `POST /apps/SLUG/installations` */
export function installApp(request: WebRequest, app: App | undefined): WebReply {
  const { world, user, form } = request;
  const account = app && installableOn(request, app).find(({ id }) => String(id) === form.get('target_id'));
  if (!app || !account) return notFoundPage();
  const known = world.installations.find((one) => one.app === app && one.account === account);
  if (known) return { kind: 'redirect', to: addressOf(known) };
  const chosen = new Set(form.getAll('repository_ids[]'));
  const repositories = ownedBy(request, account).filter(({ id }) => chosen.has(String(id)));
  const isForAll = form.get('install_target') === 'all';
  if (!isForAll && (repositories.length === 0 || repositories.length < chosen.size)) {
    return problemPage(422, `Install ${app.name}`, ['Select at least one repository']);
  }
  const installation = install(world, {
    app: app.slug,
    owner: account.login,
    ...(!isForAll && { repositories: repositories.map(({ name }) => name) }),
  });
  announceInstallation(world, installation, { action: 'created', by: user });
  return { kind: 'redirect', to: addressOf(installation) };
}

/** `GET /settings/installations/ID` */
export function showInstallation(request: WebRequest, id: number): WebReply {
  const installation = request.world.installations.find((one) => one.id === id);
  if (!installation || !manages(request, installation.account)) return notFoundPage();
  const { app, account, selected, permissions } = installation;
  const names = selected ? [...selected].map(({ fullName }) => fullName) : ['All repositories'];
  const granted = Object.entries(permissions).map(([name, access]) => `${name}: ${access}`);
  return htmlPage({ title: `${app.name} on ${account.login}`, body: `${list(names)}${list(granted)}` });
}

/** A private App can be installed on the account that owns it, and on no other. */
function installableOn(request: WebRequest, app: App): User[] {
  const { world, user } = request;
  const owners = new Set([user, ...[...world.repositories].map(({ owner }) => owner)]);
  return [...owners].filter((account) => manages(request, account) && (app.public || account === app.owner));
}

function installForm(request: WebRequest, app: App, account: User): string {
  const boxes = ownedBy(request, account).map(
    ({ id, fullName }) =>
      `<label><input type="checkbox" name="repository_ids[]" value="${id}"> ${escapeHtml(fullName)}</label>`,
  );
  return `<form action="/apps/${escapeHtml(app.slug)}/installations" method="post">
${hidden({ authenticity_token: request.authenticityToken, target_id: String(account.id) })}
<label><input type="radio" name="install_target" value="all"> All repositories</label>
<label><input type="radio" name="install_target" value="selected" checked> Only select repositories</label>
${boxes.join('\n')}
<button type="submit">Install on ${escapeHtml(account.login)}</button>
</form>`;
}

function ownedBy({ world }: WebRequest, account: User): Repository[] {
  return [...world.repositories].filter(({ owner }) => owner === account);
}

function addressOf({ id }: Installation): string {
  return `/settings/installations/${id}`;
}
