import { type ItemId, itemKey } from '../../core/item-id.ts';
import { itemSubject, PROJECT_SUBJECT } from '../../core/ledger/claim-subject.ts';
import { requireHeld, type Warrant } from '../../core/ledger/warrant.ts';
import type { StatusUpdate } from '../../core/text/status-comment.ts';
import { tryStatus, updateStatus } from '../../github/issues/update-status.ts';
import type { GitHub } from '../../github/wire/client.ts';

interface Telling {
  readonly github: GitHub;
  readonly item: ItemId;
  readonly status: StatusUpdate;
}

/** Says on an item what its run does, or what the project's run has decided about it. */
export function tellItem(warrant: Warrant, { github, item, status }: Telling): Promise<void> {
  requireTellable(warrant, item);
  return updateStatus(github, item, status);
}

/** The same for a run that goes on without it. Answers with what to say in the run instead, if it was not possible. */
export function tryToTellItem(warrant: Warrant, { github, item, status }: Telling): Promise<string> {
  requireTellable(warrant, item);
  return tryStatus(github, item, status);
}

function requireTellable(warrant: Warrant, item: ItemId): void {
  requireHeld(warrant, [itemSubject(itemKey(item)), PROJECT_SUBJECT]);
}
