import type { CommitIdentity } from '../core/identity.ts';
import type { ItemId } from '../core/item-id.ts';
import type { Ambiguous, Answers, Denied } from '../core/ledger/protocol/effect.ts';
import { ProviderError } from '../core/provider-error.ts';
import {
  createEmptyCommit,
  FENCE_MESSAGE,
  fastForward,
  readHeads,
} from '../github/repositories/branch-fence.ts';
import { createBranch } from '../github/repositories/create-branch.ts';
import type { GitHub } from '../github/wire/client.ts';

/** A former holder that pushes meanwhile moves the head too; one that is being fenced off does not do so for long. */
const ATTEMPTS = 3;

interface Fence {
  readonly item: ItemId;
  readonly branch: string;
  /** Who makes Interlock's commits: a commit of anybody else would make the branch a foreign one. */
  readonly author: CommitIdentity;
}

/**
 * Puts an empty commit on the item's branch, so that whoever held the item before, and names the head that it knew, is
 * refused by GitHub. Where there is no branch one is made: who held the item before knows that there was none.
 *
 * By git's objects, and not `createCommitOnBranch`, which is one call less: there the author is the token's, and the next
 * run would take the branch for somebody else's. An answer that was lost is found again by the commit's own name.
 */
export async function fenceItem(github: GitHub, { item, branch, author }: Fence): Promise<Answers['fence']> {
  const made = new Set<string>();
  let last: ProviderError | undefined;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      const { head, base } = await readHeads(github, item, branch);
      const parent = head ?? base;
      if (!parent || (head && made.has(head.commit))) return { kind: 'fenced' };
      const commit = await createEmptyCommit(github, item, { head: parent, message: FENCE_MESSAGE, author });
      made.add(commit);
      const put = head ? fastForward : createBranch;
      if (await put(github, item, { branch, commit })) return { kind: 'fenced' };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      if (!error.ambiguous) return failure('denied', error);
      last = error;
    }
  }
  return last
    ? failure('ambiguous', last)
    : {
        kind: 'denied',
        reason: 'branch-moved',
        message: `${branch} moved each time that it was to be fenced.`,
      };
}

function failure<Kind extends 'ambiguous' | 'denied'>(
  kind: Kind,
  { reason, message }: ProviderError,
): Extract<Ambiguous | Denied, { kind: Kind }> {
  return { kind, reason, message } as Extract<Ambiguous | Denied, { kind: Kind }>;
}
