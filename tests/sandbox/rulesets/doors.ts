import type { Sandbox } from '../../../src/sandbox/index.ts';
import { client } from '../client.ts';
import { ask, read } from '../graphql-client.ts';
import { openWorkshop, type Workshop } from '../outsiders-programs.ts';

export type Kind = 'create' | 'update' | 'rewrite' | 'delete';

/** One of the ways by which a branch of acme/shop is changed. Throws with what it was told if it is refused. */
export interface Door {
  change(kind: Kind, branch: string, oid: string): Promise<void>;
}

export const DOORS = ['git', 'REST', 'GraphQL'] as const;

export async function openDoor(
  name: (typeof DOORS)[number],
  sandbox: Sandbox,
  token: string,
): Promise<Door & AsyncDisposable> {
  if (name === 'git') return openGit(sandbox, token);
  const door = name === 'REST' ? rest(sandbox, token) : graphql(sandbox, token);
  return { ...door, [Symbol.asyncDispose]: async () => {} };
}

async function openGit(sandbox: Sandbox, token: string): Promise<Door & AsyncDisposable> {
  const workshop: Workshop = await openWorkshop({ GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1' });
  const remote = `http://x-access-token:${token}@${new URL(sandbox.url).host}/acme/shop.git`;
  await workshop.run('git', ['init', '-q']);
  return {
    change: async (kind, branch, oid) => {
      if (kind !== 'delete') await workshop.run('git', ['fetch', '-q', remote, oid]);
      const from = { create: oid, update: oid, rewrite: `+${oid}`, delete: '' }[kind];
      await workshop.run('git', ['push', '-q', remote, `${from}:refs/heads/${branch}`]);
    },
    [Symbol.asyncDispose]: () => workshop[Symbol.asyncDispose](),
  };
}

function rest(sandbox: Sandbox, token: string): Door {
  const { git } = client(sandbox, token).rest;
  const shop = { owner: 'acme', repo: 'shop' };
  return {
    change: async (kind, branch, sha) => {
      const ref = `heads/${branch}`;
      if (kind === 'create') await git.createRef({ ...shop, ref: `refs/${ref}`, sha });
      else if (kind === 'delete') await git.deleteRef({ ...shop, ref });
      else await git.updateRef({ ...shop, ref, sha, force: kind === 'rewrite' });
    },
  };
}

const READ = `query ($ref: String!) {
  repository(owner: "acme", name: "shop") { id ref(qualifiedName: $ref) { id } }
}`;
const CHANGES = {
  create:
    'mutation ($id: ID!, $name: String!, $oid: GitObjectID!) { createRef(input: { repositoryId: $id, name: $name, oid: $oid }) { clientMutationId } }',
  update:
    'mutation ($ref: ID!, $oid: GitObjectID!) { updateRef(input: { refId: $ref, oid: $oid }) { clientMutationId } }',
  rewrite:
    'mutation ($ref: ID!, $oid: GitObjectID!) { updateRef(input: { refId: $ref, oid: $oid, force: true }) { clientMutationId } }',
  delete: 'mutation ($ref: ID!) { deleteRef(input: { refId: $ref }) { clientMutationId } }',
};

function graphql(sandbox: Sandbox, token: string): Door {
  return {
    change: async (kind, branch, oid) => {
      const name = `refs/heads/${branch}`;
      const { repository } = await read<{ repository: { id: string; ref: { id: string } | null } }>(
        sandbox,
        token,
        READ,
        { ref: name },
      );
      const all = { id: repository.id, ref: repository.ref?.id, name, oid };
      const used = Object.entries(all).filter(([key]) => CHANGES[kind].includes(`$${key}:`));
      const { errors } = await ask(sandbox, token, CHANGES[kind], Object.fromEntries(used));
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
    },
  };
}
