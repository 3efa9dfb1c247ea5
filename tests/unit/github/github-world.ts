import type { ItemId, RepositoryName } from '../../../src/core/item-id.ts';
import { createGitHub, type GitHub } from '../../../src/github/wire/client.ts';
import {
  type Call,
  type NewRepository,
  type RepositoryHandle,
  type Sandbox,
  startSandbox,
} from '../../../src/sandbox/index.ts';
import { patientLimit } from '../../patience.ts';

export const web: RepositoryName = { owner: 'acme', repository: 'web' };

export interface GitHubWorld extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly repository: RepositoryHandle;
  /** Acts as ada, who may write. */
  readonly github: GitHub;
  readonly token: string;
  readonly operations: () => readonly string[];
}

/** `acme/web` on the sandbox, and operations that reach it over real HTTP. */
export async function createGitHubWorld(options: Partial<NewRepository> = {}): Promise<GitHubWorld> {
  const sandbox = await startSandbox();
  const repository = await sandbox.createRepository({
    owner: 'acme',
    name: 'web',
    files: { 'README.md': '# Web\n' },
    ...options,
  });
  const { token } = sandbox.createPerson({ login: 'ada', access: { 'acme/web': 'write' } });
  return {
    sandbox,
    repository,
    token,
    github: githubOf(sandbox, token),
    operations: () => sandbox.calls.map(({ operationId }) => operationId),
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}

export function githubOf(sandbox: Sandbox, token: string, requestLimit = patientLimit): GitHub {
  return createGitHub({ token, apiUrl: sandbox.apiUrl, userAgent: 'interlock-tests', requestLimit });
}

/** What anybody else does by the same means. */
export async function commentAs(
  github: GitHub,
  { owner, repository, number }: ItemId,
  body: string,
): Promise<void> {
  await github.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    owner,
    repo: repository,
    issue_number: number,
    body,
  });
}

export function itemOf(number: number): ItemId {
  return { ...web, number };
}

export function isOperation(operationId: string): (call: Call) => boolean {
  return (call) => call.operationId === operationId;
}
