import type { Config } from '../core/config/config.ts';
import { type ItemId, parseItemId } from '../core/item-id.ts';
import type { ItemKey } from '../core/ledger/claim-subject.ts';
import type { AgentStart } from '../core/ledger/ledger-command.ts';
import { type DispatchIntent, routeEntered } from '../core/routing/route.ts';
import type { Stage } from '../core/stages.ts';

/** What a router would do on hearing that the item has entered the stage, for where no router will hear of it. */
export function intentsOfArrival(item: ItemId, stage: Stage, config: Config): readonly DispatchIntent[] {
  const routing = routeEntered(item, stage, config);
  if (routing.kind === 'skip') return [];
  return routing.intents.filter((intent) => intent.kind === 'dispatch');
}

/** The agent of an item that its arrival in a stage starts. */
export function startAt(stage: Stage, key: ItemKey, config: Config): AgentStart | undefined {
  const item = parseItemId(key);
  if (!item) return undefined;
  const intent = intentsOfArrival(item, stage, config).find((one) => one.item !== undefined);
  return intent && { agent: intent.agent, cause: intent.cause };
}
