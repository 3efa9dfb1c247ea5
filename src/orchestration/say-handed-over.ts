import type { Config } from '../core/config/config.ts';
import { type ItemId, parseItemId } from '../core/item-id.ts';
import type { LedgerEvent } from '../core/ledger/ledger-event.ts';
import type { ReconcileEnd } from '../core/ledger/protocol/reconcile.ts';
import { type HandOver, handedOverLine } from '../core/text/hand-over.ts';
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
    const known = verdict.kind === 'accepted' ? handedOver(verdict.event, config) : undefined;
    if (known) unsaid.push(await sayNeedsPerson(known, { github, said }));
  }
  return unsaid.filter((text) => text !== '');
}

/** The same of an item that is known to be a person's by now. Answers with what to say elsewhere, if it could not be said. */
export function sayNeedsPerson(
  { item, why }: HandedOver,
  { github, said }: Omit<SayOptions, 'config'>,
): Promise<string> {
  const reason = why.kind === 'budget' ? 'budget-spent' : 'needs-human';
  return tryStatus(github, item, { ...said, status: 'stopped', reason, line: handedOverLine(why) });
}

interface HandedOver {
  readonly item: ItemId;
  readonly why: HandOver;
}

/** The item that the event makes a person's. */
function handedOver(event: LedgerEvent, { maxAttempts }: Config): HandedOver | undefined {
  if (!('failed' in event) || !event.failed?.handedOver) return undefined;
  const item = parseItemId(event.failed.item);
  if (!item) throw new Error(`${event.failed.item} is no item`);
  return { item, why: { kind: 'failed', cause: event.failed.cause, maxAttempts } };
}
