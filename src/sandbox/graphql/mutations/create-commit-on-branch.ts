import { mayWriteWorkflows, reaches } from '../../auth/reach.ts';
import { refsChanged } from '../../changes/refs.ts';
import { signatureOf } from '../../changes/signature.ts';
import { judgeCommit } from '../../rules/judge-refs.ts';
import { isWorkflowFile } from '../../rules/judge-workflow-files.ts';
import type { Repository } from '../../state/repository.ts';
import { needWrite, OF_CONTENTS } from '../access.ts';
import type { Context, Resolver } from '../context.ts';
import { FieldError, fieldNotFound, invalid, notAccessible, unprocessable } from '../field-error.ts';
import { findNodeOf } from '../find-node.ts';
import { commitSource, refSource } from '../resolvers/git-objects.ts';
import { changeIn, mutation, needAllowed } from './mutation.ts';

interface Branch {
  id?: string | null;
  repositoryNameWithOwner?: string | null;
  branchName?: string | null;
}

interface Input {
  branch: Branch;
  expectedHeadOid: string;
  message: { headline: string; body?: string | null };
  fileChanges?: { additions?: { path: string; contents: string }[]; deletions?: { path: string }[] } | null;
}

/** The web's own committer: such commits are signed by GitHub. */
const GITHUB = { name: 'GitHub', email: 'noreply@github.com' };

/** Tree, commit and compare-and-swap in one step; the branch must exist. */
export const createCommitOnBranch: Resolver<unknown> = mutation<Input>(async (input, context) => {
  const { repository, name } = await findBranch(context, input.branch);
  needWrite(context, repository, { permissions: OF_CONTENTS, mutation: 'CreateCommitOnBranch' });
  const { world, actor } = context;
  const before = await repository.git.head(name);
  // The message for a branch that does not exist is unverified.
  if (before === undefined) throw fieldNotFound(`a Ref with the name '${name}'`);
  if (before !== input.expectedHeadOid) {
    // Both spaces are GitHub's.
    const message = `Expected branch to point to "${input.expectedHeadOid}" but it did not.  Pull and try again.`;
    throw new FieldError('STALE_DATA', message);
  }
  needAllowed(judgeCommit(changeIn(context, repository), name, true));
  const { additions = [], deletions = [] } = input.fileChanges ?? {};
  const touchesWorkflows = [...additions, ...deletions].some(({ path }) => isWorkflowFile(path));
  // The words are unverified.
  if (touchesWorkflows && !mayWriteWorkflows(actor)) throw notAccessible();
  await checkDeletions(repository, before, deletions);
  world.clock.tick();
  const author = signatureOf(world, actor.user);
  const oid = await repository.git.commitFiles({
    branch: name,
    parents: [before],
    message: input.message.body
      ? `${input.message.headline}\n\n${input.message.body}`
      : input.message.headline,
    files: Object.fromEntries(additions.map(({ path, contents }) => [path, decode(path, contents)])),
    deletions: deletions.map(({ path }) => path),
    author,
    committer: { ...GITHUB, date: author.date },
  });
  repository.signed.add(oid);
  const ref = `refs/heads/${name}`;
  await refsChanged(changeIn(context, repository), [{ ref, before, after: oid }]);
  return { commit: commitSource(repository, oid), ref: refSource(repository, ref) };
});

async function findBranch(
  context: Context,
  branch: Branch,
): Promise<{ repository: Repository; name: string }> {
  if (branch.id) {
    const { repository, ref } = await findNodeOf(context, branch.id, 'Ref');
    return { repository, name: ref.replace(/^refs\/heads\//, '') };
  }
  const { repositoryNameWithOwner: fullName, branchName } = branch;
  if (!fullName || !branchName) {
    throw unprocessable('Either `id` or both `repositoryNameWithOwner` and `branchName` must be given');
  }
  const repository = context.world.repository(fullName);
  if (!repository || !reaches(context.actor, repository)) {
    throw fieldNotFound(`a Repository with the name '${fullName}'`);
  }
  return { repository, name: branchName.replace(/^refs\/heads\//, '') };
}

async function checkDeletions(
  { git }: Repository,
  head: string,
  deletions: readonly { path: string }[],
): Promise<void> {
  for (const { path } of deletions) {
    if ((await git.readPath(head, path)) !== undefined) continue;
    const message = `A path was requested for deletion which does not exist as of commit oid \`${head}\``;
    throw new FieldError('NOT_FOUND', message);
  }
}

function decode(path: string, contents: string): Buffer {
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(contents)) throw invalid(`The contents of ${path} are not base64`);
  return Buffer.from(contents, 'base64');
}
