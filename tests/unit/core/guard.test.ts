import { describe, expect, test } from 'vitest';
import { guard, type Reading } from '../../../src/core/guard.ts';
import type { Stage } from '../../../src/core/stages.ts';
import { DEFAULT_STATE_NAMES, type State } from '../../../src/core/states.ts';

const backlog = state('backlog');
const todo = state('todo');
const inProgress = state('in-progress');
const merged = state('merged');

describe('an item that is in the expected source state', () => {
  test('moves', () => {
    expect(decide(one(backlog))).toEqual({ verdict: 'move', previous: backlog });
  });

  test('moves from any of several expected states', () => {
    const verdict = guard({ reading: one(inProgress), destination: merged, expected: [todo, inProgress] });
    expect(verdict).toEqual({ verdict: 'move', previous: inProgress });
  });

  test('is compared by stage, whatever the provider calls it by now', () => {
    const renamed: State = { stage: 'backlog', name: 'Icebox', id: '7' };
    expect(decide(one(renamed))).toEqual({ verdict: 'move', previous: renamed });
  });

  test('stays out of an unfinished stage when the issue is closed', () => {
    expect(decide(one(backlog, { open: false }))).toEqual({
      verdict: 'refused',
      reason: 'item-closed',
      previous: 'Backlog',
    });
  });

  test('still moves to a finished stage when the issue is closed, as a merge closes it', () => {
    const reading = one(inProgress, { open: false });
    expect(guard({ reading, destination: merged, expected: [inProgress] })).toEqual({
      verdict: 'move',
      previous: inProgress,
    });
  });
});

describe('an item that is already at the destination', () => {
  test('is a no-op', () => {
    expect(decide(one(todo))).toEqual({ verdict: 'noop', reason: 'already-there', previous: todo });
  });

  test('is a no-op although another state was expected, since the wish is fulfilled', () => {
    const verdict = guard({ reading: one(todo), destination: todo, expected: [inProgress] });
    expect(verdict.verdict).toBe('noop');
  });

  test('is a no-op even if the issue is closed', () => {
    expect(decide(one(todo, { open: false })).verdict).toBe('noop');
  });
});

describe('an item that somebody else moved', () => {
  test('is refused with the state in which it is now', () => {
    expect(decide(one(inProgress))).toEqual({
      verdict: 'refused',
      reason: 'state-changed',
      previous: 'In progress',
    });
  });

  test('is refused where nothing at all is expected', () => {
    expect(guard({ reading: one(backlog), destination: todo, expected: [] }).verdict).toBe('refused');
  });

  test('is refused as changed rather than as closed', () => {
    expect(decide(one(inProgress, { open: false }))).toMatchObject({ reason: 'state-changed' });
  });
});

describe('an item whose stage is not clear', () => {
  test('is refused in two stages, and both are named', () => {
    const reading: Reading = { kind: 'several', states: [backlog, todo], open: true };
    expect(decide(reading)).toEqual({
      verdict: 'refused',
      reason: 'state-ambiguous',
      previous: 'Backlog + Todo',
    });
  });

  test('is refused in no stage', () => {
    expect(decide({ kind: 'none', open: true })).toEqual({ verdict: 'refused', reason: 'no-stage' });
  });

  test('fails where it could not be read, with the reason of the reading', () => {
    const reading: Reading = { kind: 'unreadable', reason: 'rate-limited', detail: 'wait a minute' };
    expect(decide(reading)).toEqual({ verdict: 'failed', reason: 'rate-limited', detail: 'wait a minute' });
  });
});

function decide(reading: Reading) {
  return guard({ reading, destination: todo, expected: [backlog] });
}

function one(at: State, { open = true } = {}): Reading {
  return { kind: 'one', state: at, open };
}

function state(stage: Stage): State {
  return { stage, name: DEFAULT_STATE_NAMES[stage] };
}
