import { INTERLOCK } from '../../core/identity.ts';
import { commitMessage, UNFINISHED } from '../../core/text/pull-request-text.ts';
import { GitError } from '../git/git-error.ts';
import type { TakenWork } from '../git/take-work.ts';
import type { Publication } from './publication.ts';

export type KeptWork =
  | { readonly kind: 'kept'; readonly branch: string }
  | { readonly kind: 'not-kept'; readonly branch: string; readonly why: 'moved' | GitError }
  | { readonly kind: 'nothing' };

/**
 * Pushes work that is not to be published, and opens no pull request: a person may want it. That it cannot be kept is an
 * answer and no failure, because it must not hide why the work stopped.
 */
export async function keepWork(taken: TakenWork, publication: Publication): Promise<KeptWork> {
  const work = keepable(taken);
  if (!work) return { kind: 'nothing' };
  const { assignment, branch, source, untouched, title, runUrl } = publication;
  const { repository, commit } = work;
  const { name } = branch.keeps;
  const message = commitMessage({ item: assignment.item, title, runUrl, note: UNFINISHED });
  try {
    const tree = await repository.treeOf(commit);
    const kept = await repository.commit(tree, { parent: untouched.start, message, identity: INTERLOCK });
    const pushed = await repository.push(kept, branch.keeps, source.headOf(name));
    return pushed.kind === 'pushed'
      ? { kind: 'kept', branch: name }
      : { kind: 'not-kept', branch: name, why: 'moved' };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return { kind: 'not-kept', branch: name, why: error };
  }
}

function keepable(taken: TakenWork) {
  if (taken.kind === 'commit') return taken;
  if (taken.kind !== 'elsewhere' || taken.kept === undefined) return undefined;
  return { repository: taken.repository, commit: taken.kept };
}
