import { refsChanged, ZERO_OID } from '../../changes/refs.ts';
import { tryGit } from '../../git/run-git.ts';
import { judgeRef } from '../../rules/judge-refs.ts';
import { newWorkflowFile } from '../../rules/judge-workflow-files.ts';
import type { Repository } from '../../state/repository.ts';
import { needWrite, OF_CONTENTS } from '../access.ts';
import type { Context, Resolver } from '../context.ts';
import { FieldError, fieldNotFound, notAccessible, unprocessable } from '../field-error.ts';
import { findNodeOf } from '../find-node.ts';
import { refSource } from '../resolvers/git-objects.ts';
import type { RefSource } from '../source.ts';
import { changeIn, mutation, needAllowed } from './mutation.ts';

interface RefUpdate {
  name: string;
  afterOid: string;
  beforeOid?: string | null;
  force?: boolean | null;
}

export const refMutations: Readonly<Record<string, Resolver<unknown>>> = {
  createRef: mutation<{ repositoryId: string; name: string; oid: string }>(
    async ({ repositoryId, name, oid }, context) => {
      const { repository } = await findNodeOf(context, repositoryId, 'Repository');
      needWrite(context, repository, { permissions: OF_CONTENTS, mutation: 'CreateRef' });
      await needCommit(repository, oid);
      if (!name.startsWith('refs/'))
        throw unprocessable('Name must be fully qualified (e.g. refs/heads/master)');
      const update = { ref: name, before: ZERO_OID, after: oid };
      if ((await repository.git.resolve(name)) === undefined) {
        await needAllowedRef(context, repository, update);
      }
      const made = await repository.git.createRef(name, oid);
      if (!made.ok && made.reason === 'exists') {
        throw unprocessable(`A ref named "${name}" already exists in the repository.`);
      }
      if (!made.ok) throw unprocessable(`"${name}" is not a valid ref name.`);
      await refsChanged(changeIn(context, repository), [update]);
      return { ref: refSource(repository, name) };
    },
  ),

  updateRef: mutation<{ refId: string; oid: string; force?: boolean | null }>(
    async ({ refId, oid, force }, context) => {
      const source = await writableRef(context, refId, 'UpdateRef');
      const { repository, ref } = source;
      await needCommit(repository, oid);
      const before = (await repository.git.resolve(ref)) ?? ZERO_OID;
      if (!force && !(await repository.git.isAncestor(before, oid))) {
        throw unprocessable('Update is not a fast forward');
      }
      await needAllowedRef(context, repository, { ref, before, after: oid });
      await repository.git.updateRef(ref, oid, before);
      await refsChanged(changeIn(context, repository), [{ ref, before, after: oid }]);
      return { ref: source };
    },
  ),

  deleteRef: mutation<{ refId: string }>(async ({ refId }, context) => {
    const { repository, ref } = await writableRef(context, refId, 'DeleteRef');
    if (ref === `refs/heads/${repository.defaultBranch}`)
      throw unprocessable('Cannot delete the default branch');
    const before = (await repository.git.resolve(ref)) ?? ZERO_OID;
    await needAllowedRef(context, repository, { ref, before, after: ZERO_OID });
    await repository.git.deleteRef(ref, before);
    await refsChanged(changeIn(context, repository), [{ ref, before, after: ZERO_OID }]);
    return {};
  }),

  updateRefs: mutation<{ repositoryId: string; refUpdates: RefUpdate[] }>(
    async ({ repositoryId, refUpdates }, context) => {
      const { repository } = await findNodeOf(context, repositoryId, 'Repository');
      needWrite(context, repository, { permissions: OF_CONTENTS, mutation: 'UpdateRefs' });
      const updates = await Promise.all(refUpdates.map((update) => checkUpdate(repository, update)));
      const change = changeIn(context, repository);
      for (const update of updates) await needAllowedRef(context, repository, update);
      await moveAll(repository, updates);
      await refsChanged(change, updates);
      return {};
    },
  ),
};

async function writableRef(context: Context, id: string, name: string): Promise<RefSource> {
  const source = await findNodeOf(context, id, 'Ref');
  needWrite(context, source.repository, { permissions: OF_CONTENTS, mutation: name });
  return source;
}

async function needAllowedRef(
  context: Context,
  repository: Repository,
  update: CheckedUpdate,
): Promise<void> {
  const change = changeIn(context, repository);
  if ((await newWorkflowFile(change, update)) !== undefined) throw notAccessible();
  needAllowed(await judgeRef(change, update));
}

async function needCommit(repository: Repository, oid: string): Promise<void> {
  const isCommit = /^[0-9a-f]{40}$/.test(oid) && (await repository.git.resolve(oid)) !== undefined;
  if (!isCommit) throw fieldNotFound(`a Commit with the oid of '${oid}'`);
}

interface CheckedUpdate {
  ref: string;
  before: string;
  after: string;
}

/** `beforeOid` of 40 zeros: must not exist. `afterOid` of 40 zeros: delete. The messages are unverified. */
async function checkUpdate(
  repository: Repository,
  { name, beforeOid, afterOid, force }: RefUpdate,
): Promise<CheckedUpdate> {
  const before = (await repository.git.resolve(name)) ?? ZERO_OID;
  if (beforeOid && beforeOid !== before) {
    throw new FieldError('STALE_DATA', `Expected ${name} to point to "${beforeOid}" but it did not.`);
  }
  if (afterOid !== ZERO_OID) await needCommit(repository, afterOid);
  const isMove = before !== ZERO_OID && afterOid !== ZERO_OID;
  if (isMove && !force && !(await repository.git.isAncestor(before, afterOid))) {
    throw unprocessable(`${name}: update is not a fast forward`);
  }
  return { ref: name, before, after: afterOid };
}

/** All of them or none, in one transaction of git. */
async function moveAll({ git }: Repository, updates: readonly CheckedUpdate[]): Promise<void> {
  const lines = updates.map(({ ref, before, after }) =>
    after === ZERO_OID ? `delete ${ref} ${before}` : `update ${ref} ${after} ${before}`,
  );
  const input = ['start', ...lines, 'prepare', 'commit', ''].join('\n');
  const { code, stderr } = await tryGit({ gitDir: git.gitDir, args: ['update-ref', '--stdin'], input });
  if (code !== 0) throw unprocessable(`Refs could not be updated: ${stderr}`);
}
