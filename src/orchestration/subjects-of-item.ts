import { branchName } from '../core/branch-name.ts';
import type { Config } from '../core/config/config.ts';
import { type ItemId, itemKey } from '../core/item-id.ts';
import { type ClaimSubject, itemSubject, pullRequestSubject } from '../core/ledger/claim-subject.ts';
import { listPullRequests } from '../github/repositories/pull-requests.ts';
import type { GitHub } from '../github/wire/client.ts';

/**
 * What a run that writes to the item's branch has to claim: the item, and the pull requests that its push would change,
 * whatever they are to be merged into. Read before the claim, it may have changed by the time of it; the item decides,
 * for a run that works on a pull request of an item's branch holds the item too.
 */
export async function subjectsOfItem(
  { config, github }: { readonly config: Config; readonly github: GitHub },
  item: ItemId,
): Promise<readonly ClaimSubject[]> {
  const branch = branchName(config.project, item);
  const open = await listPullRequests(github, item, { branch, state: 'open' });
  const { owner, repository } = item;
  return [
    itemSubject(itemKey(item)),
    ...open.map(({ number }) => pullRequestSubject({ owner, repository, number })),
  ];
}
