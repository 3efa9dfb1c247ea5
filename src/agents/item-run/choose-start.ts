import { INTERLOCK } from '../../core/identity.ts';
import type { SourceRepository } from '../git/source-repository.ts';
import type { ItemBranch } from './item-branch.ts';

/** Where the engine's work starts. */
export type WorkStart =
  | { readonly kind: 'new' | 'continued' | 'anew'; readonly commit: string }
  | { readonly kind: 'foreign'; readonly count: number };

interface StartOptions {
  readonly repository: Pick<SourceRepository, 'signaturesBeyond'>;
  readonly branch: ItemBranch;
  /** Heads as they were fetched. */
  readonly base: string;
  readonly head: string | undefined;
}

/**
 * An open pull request is continued. A branch without one is left over: its pull request was closed, and the item
 * selected again, or a run broke off after its push. It starts again from the base, unless that would lose somebody
 * else's work.
 */
export async function chooseStart({ repository, branch, base, head }: StartOptions): Promise<WorkStart> {
  if (head === undefined) return { kind: 'new', commit: base };
  if (branch.pullRequest) return { kind: 'continued', commit: head };
  const signatures = await repository.signaturesBeyond(base, head);
  const count = signatures.filter(
    ({ author, committer }) => author !== INTERLOCK.email || committer !== INTERLOCK.email,
  ).length;
  return count > 0 ? { kind: 'foreign', count } : { kind: 'anew', commit: base };
}
