import { mayWriteWorkflows } from '../auth/reach.ts';
import { type RefUpdate, ZERO_OID } from '../changes/refs.ts';
import type { Actor } from '../state/actor.ts';
import type { Repository } from '../state/repository.ts';

export const WORKFLOW_FOLDER = '.github/workflows';

export function isWorkflowFile(path: string): boolean {
  return path.startsWith(`${WORKFLOW_FOLDER}/`);
}

/**
 * The first workflow file that a ref would bring along and that no branch has with this content. What a token may not do
 * is decided by the tree, not by the commits: a tag or a branch of an old commit is refused once every branch has other
 * workflow files. Deleted files are not looked at.
 * https://docs.github.com/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps (`workflow`)
 * https://github.com/RafPe/pod-certificate-signer/pull/128
 */
export async function newWorkflowFile(
  { repository, by }: { repository: Repository; by: Actor },
  { before, after }: Pick<RefUpdate, 'before' | 'after'>,
): Promise<string | undefined> {
  if (after === ZERO_OID || mayWriteWorkflows(by)) return undefined;
  const brought = await workflowFiles(repository, after);
  if (brought.length === 0) return undefined;
  const heads = Object.values(await repository.git.branches());
  const known = new Set<string>();
  for (const commit of [...(before === ZERO_OID ? [] : [before]), ...heads]) {
    for (const file of await workflowFiles(repository, commit)) known.add(keyOf(file));
  }
  return brought.find((file) => !known.has(keyOf(file)))?.path;
}

/** What git shows behind the name of the ref. */
export function refusedWorkflow(path: string): string {
  return `refusing to allow a GitHub App to create or update workflow \`${path}\` without \`workflows\` permission`;
}

interface File {
  path: string;
  oid: string;
}

async function workflowFiles({ git }: Repository, commit: string): Promise<File[]> {
  const entries = await git.listTree(commit, { path: WORKFLOW_FOLDER, recursive: true });
  return (entries ?? []).filter(({ type }) => type === 'blob');
}

function keyOf({ path, oid }: File): string {
  return `${oid} ${path}`;
}
