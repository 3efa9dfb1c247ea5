import type { Config } from '../core/config/config.ts';
import { type ItemId, parseItemId } from '../core/item-id.ts';
import type { LedgerEvent } from '../core/ledger/ledger-event.ts';
import type { ReconcileEnd } from '../core/ledger/protocol/reconcile.ts';
import { handedOverLine } from '../core/text/run-message.ts';
import type { StatusUpdate } from '../core/text/status-comment.ts';
import { tryStatus } from '../github/issues/update-status.ts';
import type { GitHub } from '../github/wire/client.ts';

/** What every status of one writer has in common. */
export type StatusSource = Pick<StatusUpdate, 'project' | 'runUrl' | 'reasonsPage' | 'at'>;

interface SayOptions {
  readonly github: GitHub;
  readonly config: Config;
  readonly said: StatusSource;
}

/** The ledger hands an item over once, so it is said once. Answers with what could not be said, a sentence an item. */
export async function sayHandedOver(
  { findings }: Pick<Extract<ReconcileEnd, { kind: 'reconciled' }>, 'findings'>,
  { github, config, said }: SayOptions,
): Promise<readonly string[]> {
  const unsaid: string[] = [];
  for (const { verdict } of findings) {
    const known = verdict.kind === 'accepted' ? handedOver(verdict.event) : undefined;
    if (known) unsaid.push(await sayNeedsPerson(known, { github, config, said }));
  }
  return unsaid.filter((text) => text !== '');
}

/** The same of an item that is known to be a person's by now. Answers with what to say elsewhere, if it could not be said. */
export function sayNeedsPerson(
  { item, cause }: HandedOver,
  { github, config, said }: SayOptions,
): Promise<string> {
  const line = handedOverLine({ cause, maxAttempts: config.maxAttempts });
  return tryStatus(github, item, { ...said, status: 'stopped', reason: 'needs-human', line });
}

interface HandedOver {
  readonly item: ItemId;
  /** Of the failure that was the last, as the ledger counts them. */
  readonly cause: string;
}

/** The item that the event makes a person's. */
function handedOver(event: LedgerEvent): HandedOver | undefined {
  if (!('failed' in event) || !event.failed?.handedOver) return undefined;
  const item = parseItemId(event.failed.item);
  if (!item) throw new Error(`${event.failed.item} is no item`);
  return { item, cause: event.failed.cause };
}
