import type { TreeEntry } from '../../git/git-repository.ts';
import type { CommitRecord } from '../../git/history.ts';
import type { Repository } from '../../state/repository.ts';
import { connection, type PageArgs } from '../connection.ts';
import type { Context, Fields } from '../context.ts';
import { NotInSandbox } from '../field-error.ts';
import {
  accountSource,
  type BlobSource,
  type CommitSource,
  type RefSource,
  repositorySource,
  type TreeSource,
} from '../source.ts';
import { absent } from './absent.ts';

/** GitHub cuts off the text of bigger blobs, and says so in `isTruncated`. The exact size is unverified. */
export const TEXT_LIMIT = 512_000;

/** Only branches and tags are refs to GitHub's GraphQL; others are null, though git serves them. */
export async function findRef(repository: Repository, name: string): Promise<RefSource | null> {
  const candidates = name.startsWith('refs/') ? [name] : [`refs/heads/${name}`, `refs/tags/${name}`];
  for (const ref of candidates) {
    if (!/^refs\/(heads|tags)\//.test(ref)) continue;
    if ((await repository.git.resolve(ref)) !== undefined) return refSource(repository, ref);
  }
  return null;
}

export function refSource(repository: Repository, ref: string): RefSource {
  return { __typename: 'Ref', repository, ref };
}

export function refId(repository: Repository, ref: string): string {
  return `REF_${Buffer.from(`${repository.id}:${ref}`).toString('base64url')}`;
}

type GitSource = CommitSource | BlobSource | TreeSource;

export async function findObject(
  repository: Repository,
  { expression, oid }: { expression?: string | null; oid?: string | null },
): Promise<GitSource | null> {
  const { git } = repository;
  if (!expression) return oid ? readSource(repository, oid) : null;
  const colon = expression.indexOf(':');
  const revision = colon < 0 ? expression : expression.slice(0, colon);
  const commit = await git.resolve(revision === 'HEAD' ? repository.defaultBranch : revision);
  if (colon >= 0)
    return commit === undefined ? null : readSource(repository, `${commit}:${expression.slice(colon + 1)}`);
  return readSource(repository, commit ?? revision);
}

async function readSource(repository: Repository, name: string): Promise<GitSource | null> {
  const { git } = repository;
  const object = await git.readObject(name);
  switch (object?.type) {
    case 'blob':
      return { __typename: 'Blob', repository, oid: object.oid, content: object.content };
    case 'commit':
      return commitSource(repository, object.oid);
    case 'tree': {
      const [commit = '', path = ''] = name.split(':');
      const entries = async (): Promise<TreeEntry[]> => {
        const found = await git.listTree(commit, { path });
        if (!found) throw new NotInSandbox('Tree.entries of a tree that was not reached through a commit');
        return found;
      };
      return { __typename: 'Tree', repository, oid: object.oid, entries };
    }
    default:
      return null;
  }
}

export async function commitSource(repository: Repository, oid: string): Promise<CommitSource | null> {
  const commit = await repository.git.commit(oid);
  return commit ? { __typename: 'Commit', repository, commit } : null;
}

const objectFields: Fields<{ repository: Repository; oid: string }> = {
  id: ({ repository, oid }) => `B_${Buffer.from(`${repository.id}:${oid}`).toString('base64url')}`,
  oid: ({ oid }) => oid,
  abbreviatedOid: ({ oid }) => oid.slice(0, 7),
  repository: ({ repository }) => repositorySource(repository),
};

const commitFields: Fields<CommitSource> = {
  ...absent.ofCommits,
  id: ({ repository, commit }) => `C_${Buffer.from(`${repository.id}:${commit.oid}`).toString('base64url')}`,
  oid: ({ commit }) => commit.oid,
  abbreviatedOid: ({ commit }) => commit.oid.slice(0, 7),
  repository: ({ repository }) => repositorySource(repository),
  message: ({ commit }) => commit.message,
  messageHeadline: ({ commit }) => headline(commit),
  messageBody: ({ commit }) => commit.message.slice(headline(commit).length).trim(),
  author: ({ commit }) => commit.author,
  committer: ({ commit }) => commit.committer,
  authoredDate: ({ commit }) => commit.author.date,
  committedDate: ({ commit }) => commit.committer.date,
  url: ({ repository, commit }, _, { world }) => `${world.url}/${repository.fullName}/commit/${commit.oid}`,
  signature: ({ repository, commit }) => (repository.signed.has(commit.oid) ? GITHUB_SIGNATURE : null),
  tree: ({ repository, commit }) => readSource(repository, `${commit.oid}:`),
  file: async ({ repository, commit }, { path }: { path: string }) => {
    const folder = path.split('/').slice(0, -1).join('/');
    const entries = await repository.git.listTree(commit.oid, { path: folder });
    const entry = entries?.find((candidate) => candidate.path === path);
    return entry ? { repository, ...entry } : null;
  },
  parents: ({ repository, commit }, args: PageArgs, _, info) =>
    connection({ items: commit.parents, toNode: (oid) => commitSource(repository, oid) }, args, info),
  history: async ({ repository, commit }, args: PageArgs, _, info) => {
    const items = (await repository.git.allCommits(commit.oid)).toReversed();
    const toNode = (one: CommitRecord): CommitSource => ({ __typename: 'Commit', repository, commit: one });
    return connection({ items, toNode }, args, info);
  },
};

const GITHUB_SIGNATURE = {
  __typename: 'GpgSignature',
  email: 'noreply@github.com',
  isValid: true,
  payload: '',
  signature: '-----BEGIN PGP SIGNATURE-----\n(the sandbox signs nothing)\n-----END PGP SIGNATURE-----\n',
  signer: null,
  state: 'VALID',
  wasSignedByGitHub: true,
};

export const gitObjects = {
  Ref: {
    id: ({ repository, ref }) => refId(repository, ref),
    name: ({ ref }) => ref.replace(/^refs\/(heads|tags)\//, ''),
    prefix: ({ ref }) => /^refs\/(heads|tags)\//.exec(ref)?.[0] ?? '',
    repository: ({ repository }) => repositorySource(repository),
    target: async ({ repository, ref }) =>
      commitSource(repository, (await repository.git.resolve(ref)) ?? ''),
  } satisfies Fields<RefSource>,
  Commit: commitFields,
  Blob: {
    ...objectFields,
    byteSize: ({ content }) => content.length,
    isBinary: ({ content }) => content.includes(0),
    isTruncated: ({ content }) => content.length > TEXT_LIMIT,
    text: ({ content }) => (content.includes(0) ? null : content.subarray(0, TEXT_LIMIT).toString()),
  } as Fields<BlobSource>,
  Tree: {
    ...objectFields,
    entries: async ({ repository, entries }) => (await entries()).map((entry) => ({ repository, ...entry })),
  } as Fields<TreeSource>,
  TreeEntry: {
    name: ({ path }) => path.split('/').at(-1),
    path: ({ path }) => path,
    mode: ({ mode }) => Number.parseInt(mode, 8),
    type: ({ type }) => type,
    oid: ({ oid }) => oid,
    size: ({ size }) => size ?? 0,
    object: ({ repository, oid }) => readSource(repository, oid),
  } satisfies Fields<TreeEntry & { repository: Repository }>,
  GitActor: {
    name: ({ name }) => name,
    email: ({ email }) => email,
    date: ({ date }) => date,
    user: ({ name }, _, { world }: Context) => {
      const user = world.user(name);
      return user?.type === 'User' ? accountSource(user) : null;
    },
  } satisfies Fields<CommitRecord['author']>,
};

function headline({ message }: CommitRecord): string {
  return message.split('\n', 1)[0] ?? '';
}
