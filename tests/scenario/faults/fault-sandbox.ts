import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AppHandle,
  type Call,
  type NewRepository,
  type RepositoryHandle,
  type Sandbox,
  startSandbox,
} from '../../../src/sandbox/index.ts';
import { createGivingUp, type GivingUp } from '../../giving-up.ts';
import { PATIENT_SANDBOX } from '../../patience.ts';
import type { ApiFault, GitFault } from './fault-kinds.ts';
import { type GitGateway, startGitGateway } from './git-gateway.ts';

/** One call of a play, told from the others by what it asks for and how many of its kind came before. */
export interface PlayedCall {
  readonly via: 'api' | 'git';
  readonly key: string;
  readonly nth: number;
  /** Reads and tokens do not. */
  readonly changes: boolean;
}

/** A repository of an owner of its own, with an App installed there: nothing is shared with another world. */
export interface FaultWorld {
  readonly sandbox: Sandbox;
  readonly gateway: GitGateway;
  readonly owner: string;
  readonly repository: RepositoryHandle;
  readonly app: AppHandle;
  /** A person with write access. */
  readonly person: { readonly login: string; readonly token: string };
  /** One whose token the product works with. */
  readonly operator: { readonly login: string; readonly token: string };
  /** For the clients of the product: up for the call that is struck, and never for another one. */
  readonly requestLimit: GivingUp['requestLimit'];
  /** The product's own calls, in order. */
  played(): readonly PlayedCall[];
  strike(call: PlayedCall, kind: ApiFault | GitFault): Strike;
  /** What a person does by the API, below the repository, and the answer to it. */
  act(method: string, path: string, body?: unknown): Promise<unknown>;
}

/** A fault that waits for its call. */
export interface Strike {
  /** How often the call was struck. */
  count(): number;
  /** The fault is over. */
  end(): void;
}

export interface FaultSandbox extends AsyncDisposable {
  readonly sandbox: Sandbox;
  /** A new folder, which goes with the sandbox. */
  folder(): Promise<string>;
  world(optionsOf: (named: { readonly owner: string }) => WorldOptions): Promise<FaultWorld>;
}

export const NOWHERE = 'http://127.0.0.1:9/nowhere';

export interface WorldOptions {
  readonly files: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
  readonly events?: readonly string[];
  /** What administrators chose. */
  readonly settings?: Pick<NewRepository, 'actions' | 'actionsPolicies' | 'rulesets'>;
  /** Where its events go. One that leads nowhere still has the log of deliveries tell what has happened. */
  readonly webhookUrl?: string;
  readonly webhookSecret?: string;
}

/** One sandbox for many worlds: to start one, and to make a key, takes longer than to play most flows. */
export async function startFaultSandbox(): Promise<FaultSandbox> {
  const sandbox = await startSandbox(PATIENT_SANDBOX);
  const gateway = await startGitGateway(sandbox.url);
  const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const privateKey = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  const root = await mkdtemp(join(tmpdir(), 'interlock-faults-'));
  let worlds = 0;

  async function world(optionsOf: Parameters<FaultSandbox['world']>[0]): Promise<FaultWorld> {
    worlds += 1;
    const number = worlds;
    const owner = `acme-${number}`;
    const { files, secrets, variables, permissions, events = [], settings, ...rest } = optionsOf({ owner });
    const repository = await sandbox.createRepository({
      owner,
      name: 'web',
      files: { ...files },
      ...(secrets && { secrets: { ...secrets } }),
      ...(variables && { variables: { ...variables } }),
      ...settings,
    });
    const app = sandbox.createApp({
      slug: `interlock-${number}`,
      permissions: { ...permissions },
      events: [...events],
      privateKey,
      ...rest,
    });
    sandbox.install({ app: app.slug, owner });
    const person = sandbox.createPerson({
      login: `mona-${number}`,
      access: { [repository.fullName]: 'admin' },
    });
    const operator = sandbox.createPerson({
      login: `olga-${number}`,
      access: { [repository.fullName]: 'admin' },
    });
    const bot = `${app.slug}[bot]`;
    const isOurs = ({ by }: Call): boolean => by.login === bot || by.login === operator.login;
    const givingUp = createGivingUp();
    const isOurGit = ({ path }: { readonly path: string }): boolean => path.startsWith(`/${owner}/`);

    return {
      sandbox,
      gateway,
      owner,
      repository,
      app,
      person,
      operator,
      requestLimit: givingUp.requestLimit,
      played: () => [
        ...sandbox.calls.filter(isOurs).map((call, index, all) => ({
          via: 'api' as const,
          key: keyOf(call),
          nth: all.slice(0, index).filter((one) => keyOf(one) === keyOf(call)).length,
          changes: call.method !== 'GET' && call.by.kind !== 'app' && !isQuery(call),
        })),
        ...gateway.calls.filter(isOurGit).map(({ key }, index, all) => ({
          via: 'git' as const,
          key,
          nth: all.slice(0, index).filter((one) => one.key === key).length,
          changes: true,
        })),
      ],
      strike: (call, kind) => {
        let seen = 0;
        let struck = 0;
        let isOver = false;
        const isDue = (key: string): boolean => {
          if (isOver || key !== call.key) return false;
          seen += 1;
          if (seen <= call.nth || struck >= kind.times) return false;
          struck += 1;
          return true;
        };
        if (call.via === 'git') {
          const { fault } = kind as GitFault;
          gateway.inject((one) => (isOurGit(one) && isDue(one.key) ? fault : undefined));
        } else {
          const { fault } = kind as ApiFault;
          sandbox.inject({
            match: (one) => isOurs(one) && isDue(keyOf(one)),
            fault: fault.kind === 'timeout' ? givingUp.fault : fault,
          });
        }
        return {
          count: () => struck,
          end: () => {
            isOver = true;
          },
        };
      },
      act: async (method, path, body) => {
        const answer = await fetch(`${sandbox.apiUrl}/repos/${repository.fullName}/${path}`, {
          method,
          headers: { authorization: `Bearer ${person.token}`, 'content-type': 'application/json' },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        const text = await answer.text();
        if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
        return text === '' ? undefined : JSON.parse(text);
      },
    };
  }

  return {
    sandbox,
    world,
    folder: () => mkdtemp(join(root, 'world-')),
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      await sandbox[Symbol.asyncDispose]();
      await rm(root, { recursive: true });
    },
  };
}

/** The listings of one board differ in their label alone, and go out at once. */
function keyOf({ operationId, params }: Call): string {
  return typeof params['labels'] === 'string' ? `${operationId} ${params['labels']}` : operationId;
}

function isQuery({ operationId }: Call): boolean {
  return operationId.startsWith('graphql:query');
}
