import type { Config } from '../core/config/config.ts';
import { parseItemId } from '../core/item-id.ts';
import type { AgentStart } from '../core/ledger/ledger-command.ts';
import type { ItemKey } from '../core/ledger/subject.ts';
import type { Stage } from '../core/stages.ts';
import { intentsOfArrival } from './intents-of-arrival.ts';

/** The agent of an item that its arrival in a stage starts. */
export function startAt(stage: Stage, key: ItemKey, config: Config): AgentStart | undefined {
  const item = parseItemId(key);
  if (!item) return undefined;
  const intent = intentsOfArrival(item, stage, config).find((one) => one.item !== undefined);
  return intent && { agent: intent.agent, cause: intent.cause };
}
