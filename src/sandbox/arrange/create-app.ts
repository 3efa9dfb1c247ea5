import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { AppHandle, NewApp } from '../sandbox.ts';
import type { App } from '../state/app.ts';
import type { User } from '../state/user.ts';
import type { World } from '../state/world.ts';

/** What only the registration form of GitHub asks; an App that a test arranges has defaults for it. */
interface Registration extends NewApp {
  name?: string;
  owner?: User;
  public?: boolean;
  homepage?: string;
}

/** The app and its key, which GitHub too shows only once. */
export function createApp(
  world: World,
  options: Registration,
): { app: App; handle: Omit<AppHandle, 'ping'> } {
  if (world.apps.some(({ slug }) => slug === options.slug))
    throw new Error(`app ${options.slug} exists already`);
  const key =
    options.privateKey === undefined ? keyOf(world.apps.length) : createPrivateKey(options.privateKey);
  const id = world.ids.next('app');
  const app: App = {
    id,
    nodeId: world.ids.nodeId('app', id),
    clientId: `Iv23li${id.toString(36).toUpperCase().padStart(14, '0')}`,
    slug: options.slug,
    name: options.name ?? options.slug,
    owner: options.owner ?? world.ensureUser(`${options.slug}-maker`),
    public: options.public ?? true,
    homepage: options.homepage,
    bot: world.ensureUser(`${options.slug}[bot]`, 'Bot'),
    permissions: { metadata: 'read', ...options.permissions },
    events: [...options.events],
    publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
    hook: { id: world.ids.next('hook'), url: options.webhookUrl, secret: options.webhookSecret },
    createdAt: world.clock.tick(),
  };
  world.apps.push(app);
  const setWebhookUrl = (url: string): void => {
    app.hook.url = url;
  };
  const privateKey = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { app, handle: { id, clientId: app.clientId, slug: app.slug, privateKey, setWebhookUrl } };
}

/** A key takes longer to make than a sandbox: those of a process share theirs, and the Apps of one sandbox share none. */
const keys: KeyObject[] = [];

function keyOf(index: number): KeyObject {
  const key = keys[index] ?? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  keys[index] = key;
  return key;
}
