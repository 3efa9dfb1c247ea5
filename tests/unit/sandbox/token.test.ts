import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Actor } from '../../../src/sandbox/state/actor.ts';
import { createRandom } from '../../../src/sandbox/state/random.ts';
import { Tokens } from '../../../src/sandbox/state/token.ts';
import { World } from '../../../src/sandbox/state/world.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const actor: Actor = { kind: 'person', user: new World(1).ensureUser('ann') };

test('a token is valid until it expires', () => {
  const tokens = new Tokens(createRandom(1));
  const { value } = tokens.issue(actor, Date.now() + 3_600_000);
  vi.advanceTimersByTime(3_599_999);
  expect(tokens.find(value)?.actor).toBe(actor);
  vi.advanceTimersByTime(1);
  expect(tokens.find(value)).toBeUndefined();
});

test('tokens look like those of GitHub', () => {
  const tokens = new Tokens(createRandom(1));
  expect(tokens.issue(actor).value).toMatch(/^ghp_[0-9a-f]{36}$/);
});
