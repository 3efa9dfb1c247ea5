import { describe } from 'vitest';
import { itemAgents } from './item-agents.ts';
import { testItem } from './item-contract.ts';

describe.each(itemAgents)('an item, by $engine', (agent) => {
  testItem(agent);
});
