import { expect, test } from 'vitest';
import { explore } from './explore.ts';
import { show } from './show.ts';
import type { Story } from './story.ts';

/** Explores each story to its end, however long that takes on a busy machine. */
export function holds(stories: readonly Story[]): void {
  test.each(stories)('every invariant holds: $title', { timeout: 0 }, (story) => {
    const { counterExample, isComplete } = explore(story);
    expect(counterExample && show(counterExample)).toBeUndefined();
    expect(isComplete).toBe(true);
  });
}
