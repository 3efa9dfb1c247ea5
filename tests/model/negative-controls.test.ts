import { expect, test } from 'vitest';
import { explore } from './explore.ts';
import { show } from './show.ts';
import { negativeControls } from './stories/controls.ts';

const [partitioned, dragged] = negativeControls.map((story) => explore(story).counterExample);

test('a holder that GitHub has lost sight of can still write on the board: that stays broken', () => {
  expect(partitioned && show(partitioned)).toMatch(/whose run is over, wrote .* to in-progress$/m);
});

test("a person's drag between the last read and the write is overwritten: that stays broken", () => {
  expect(dragged && show(dragged)).toMatch(/wrote over a person's move of .* to planning$/m);
});
