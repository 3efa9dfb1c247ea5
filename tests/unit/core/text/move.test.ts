import { expect, test } from 'vitest';
import { overtaken } from '../../../../src/core/text/move.ts';

const move = { item: 'acme/web#538', to: 'Todo' };

test.each([
  [
    { now: 'Planning', also: 'destination' as const },
    'Somebody moved acme/web#538 to "Planning" while Interlock moved it to "Todo": it is in both now, and nothing was started. Take it out of one of them.',
  ],
  [
    { now: 'Planning', also: 'elsewhere' as const },
    'acme/web#538 was not moved to "Todo": somebody moved it after it was read, and it is in "Planning" and in another stage now. Take it out of one of them.',
  ],
  [
    { now: 'Planning', also: undefined },
    'acme/web#538 was not moved to "Todo": somebody moved it after it was read, and it is in "Planning" now.',
  ],
  [
    { now: undefined, also: undefined },
    'acme/web#538 was not moved to "Todo": somebody moved it after it was read, and it is in no stage of the board now.',
  ],
])('says where an item is that a person moved at the same moment: %j', (shown, sentence) => {
  expect(overtaken({ ...move, ...shown })).toContain(sentence);
});
