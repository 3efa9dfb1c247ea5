import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { Json } from '../expressions/data.ts';
import type { JobSession, StepSurroundings, WorkResult } from './job-session.ts';
import type { ActionInput, ActionMetadata } from './read-action.ts';
import { runProcess } from './run-process.ts';

const input = (value = ''): ActionInput => ({
  default: value,
  required: false,
  deprecationMessage: undefined,
});

/** The part of actions/checkout that the sandbox does. https://github.com/actions/checkout */
export const checkoutMetadata: ActionMetadata = {
  name: 'Checkout',
  inputs: {
    repository: input('${{ github.repository }}'),
    ref: input(),
    token: input('${{ github.token }}'),
    path: input(),
    'persist-credentials': input('true'),
    'fetch-depth': input('1'),
  },
  main: '',
  post: '',
  postIf: 'always()',
};

/** A real clone through the server, with the step's token. */
export async function startCheckout(session: JobSession, step: StepSurroundings): Promise<WorkResult> {
  const request = readRequest(session, step);
  const git = gitIn(session, step, request.folder);
  await emptyFolder(request.folder);
  const url = `${request.server}/${request.repository}`;
  const branch = /^refs\/heads\/(.+)$/.exec(request.ref)?.[1];
  const fetched = branch === undefined ? 'refs/sandbox/checkout' : `refs/remotes/origin/${branch}`;
  const sources = request.sources.map((source) => `+${source}:${fetched}`);
  const ok =
    (await git('init', '--quiet', '.')) &&
    (await git('remote', 'add', 'origin', url)) &&
    (await git('config', '--local', 'gc.auto', '0')) &&
    (await setCredential(git, request)) &&
    (await fetchFirst(git, request, sources)) &&
    (branch === undefined
      ? await git('checkout', '--quiet', '--force', '--detach', fetched)
      : await git('checkout', '--quiet', '--force', '-B', branch, fetched));
  if (!ok)
    return { ok: false, message: `could not check out ${request.repository} at ${request.ref || 'HEAD'}` };
  if (!request.persist) await git('config', '--local', '--unset-all', request.credentialKey);
  return { ok: true };
}

export async function startCheckoutPost(session: JobSession, step: StepSurroundings): Promise<WorkResult> {
  const request = readRequest(session, step);
  if (request.persist) {
    await gitIn(session, step, request.folder)('config', '--local', '--unset-all', request.credentialKey);
  }
  return { ok: true };
}

interface Request {
  repository: string;
  /** Full name of the ref that is checked out; empty: a commit or the default branch. */
  ref: string;
  /** What to fetch; the first that exists. */
  sources: string[];
  folder: string;
  server: string;
  token: string;
  persist: boolean;
  depth: number;
  credentialKey: string;
}

function readRequest(session: JobSession, { env }: StepSurroundings): Request {
  const github = session.contexts['github'] as Record<string, Json>;
  const repository = env['INPUT_REPOSITORY'] || String(github['repository']);
  const asked = env['INPUT_REF'] ?? '';
  const isOwn = repository.toLowerCase() === String(github['repository']).toLowerCase();
  const server = String(github['server_url']);
  return {
    repository,
    ...refToFetch(
      asked || (isOwn ? String(github['ref']) : ''),
      asked === '' && isOwn ? String(github['sha']) : '',
    ),
    folder: resolve(session.folders.workspace, env['INPUT_PATH'] || '.'),
    server,
    token: env['INPUT_TOKEN'] ?? '',
    persist: env['INPUT_PERSIST-CREDENTIALS'] !== 'false',
    depth: Number(env['INPUT_FETCH-DEPTH'] ?? '1'),
    credentialKey: `http.${server}/.extraheader`,
  };
}

function refToFetch(ref: string, sha: string): Pick<Request, 'ref' | 'sources'> {
  if (sha !== '') return { ref, sources: [sha] };
  if (ref === '') return { ref: '', sources: ['HEAD'] };
  if (/^[0-9a-f]{40}$/.test(ref)) return { ref: '', sources: [ref] };
  if (ref.startsWith('refs/')) return { ref, sources: [ref] };
  return { ref: `refs/heads/${ref}`, sources: [`refs/heads/${ref}`, `refs/tags/${ref}`] };
}

type Git = (...args: string[]) => Promise<boolean>;

function gitIn(session: JobSession, step: StepSurroundings, cwd: string): Git {
  const { kill, groups, host } = session;
  const env = { ...step.env, GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1' };
  return async (...args) => {
    const { onLine, cancel } = step;
    return (
      (await runProcess({
        command: 'git',
        args,
        cwd,
        env,
        onLine,
        cancel,
        kill,
        groups,
        grace: host.grace,
      })) === 0
    );
  };
}

async function setCredential(git: Git, { token, credentialKey }: Request): Promise<boolean> {
  if (token === '') return true;
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return git('config', '--local', credentialKey, `AUTHORIZATION: basic ${basic}`);
}

async function fetchFirst(git: Git, { depth }: Request, sources: string[]): Promise<boolean> {
  const everything = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'];
  const options = depth > 0 ? ['--no-tags', `--depth=${depth}`] : [];
  for (const source of sources) {
    if (await git('fetch', '--quiet', ...options, 'origin', ...(depth > 0 ? [] : everything), source))
      return true;
  }
  return false;
}

async function emptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
}
