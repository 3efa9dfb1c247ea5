import type { Config } from '../core/config/config.ts';
import type { ItemId } from '../core/item-id.ts';
import { routeEntered } from '../core/routing/route.ts';
import type { Stage } from '../core/stages.ts';
import type { DispatchIntent } from './dispatch-agent.ts';

/** What a router would do on hearing that the item has entered the stage, for where no router will hear of it. */
export function intentsOfArrival(item: ItemId, stage: Stage, config: Config): readonly DispatchIntent[] {
  const routing = routeEntered(item, stage, config);
  if (routing.kind === 'skip') return [];
  return routing.intents.filter((intent) => intent.kind === 'dispatch');
}
