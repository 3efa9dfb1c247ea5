import { describe, expect, test } from 'vitest';

import {
  type ConcurrencyGroups,
  type Entered,
  type Entry,
  enterGroup,
  leaveGroup,
  maxPending,
  noGroups,
} from '../../../../src/sandbox/actions/scheduler/concurrency-groups.ts';

function entry(member: string, more: Partial<Entry> = {}): Entry {
  return { member, group: 'deploy', queue: 'single', cancelInProgress: false, ...more };
}

function enterAll(entries: readonly Entry[]): { groups: ConcurrencyGroups; last: Entered } {
  let groups = noGroups;
  let last: Entered | undefined;
  for (const one of entries) {
    last = enterGroup(groups, one);
    groups = last.groups;
  }
  if (!last) throw new Error('nobody entered');
  return { groups, last };
}

describe('with queue: single', () => {
  test('the first to enter holds the group', () => {
    expect(enterAll([entry('a')]).last.position).toBe('holds');
  });

  test('the second waits', () => {
    expect(enterAll([entry('a'), entry('b')]).last).toMatchObject({ position: 'pending', replaced: [] });
  });

  test('a newer pending member takes the place of the older, and the holder goes on', () => {
    const { groups, last } = enterAll([entry('a'), entry('b'), entry('c')]);
    expect(last).toMatchObject({ position: 'pending', replaced: ['b'], interrupted: undefined });
    expect(groups['deploy']).toMatchObject({ holder: 'a', pending: ['c'] });
  });

  test('the pending member holds the group when the holder leaves', () => {
    const { groups } = enterAll([entry('a'), entry('b')]);
    const left = leaveGroup(groups, 'deploy', 'a');
    expect(left.admitted).toBe('b');
    expect(left.groups['deploy']).toMatchObject({ holder: 'b', pending: [] });
  });

  test('a pending member that leaves admits nobody', () => {
    const { groups } = enterAll([entry('a'), entry('b')]);
    const left = leaveGroup(groups, 'deploy', 'b');
    expect(left.admitted).toBeUndefined();
    expect(left.groups['deploy']).toMatchObject({ holder: 'a', pending: [] });
  });

  test('the group is free again after its last member', () => {
    const { groups } = enterAll([entry('a')]);
    expect(leaveGroup(groups, 'deploy', 'a').groups).toEqual({});
  });
});

describe('with queue: max', () => {
  const max = { queue: 'max' } as const;

  test('all wait, and go in the order in which they came', () => {
    const { groups } = enterAll([entry('a', max), entry('b', max), entry('c', max)]);
    const first = leaveGroup(groups, 'deploy', 'a');
    const second = leaveGroup(first.groups, 'deploy', 'b');
    expect([first.admitted, second.admitted]).toEqual(['b', 'c']);
  });

  test('the hundredth waits and the hundred and first is cancelled', () => {
    const waiting = Array.from({ length: maxPending }, (_, index) => entry(`w${index}`, max));
    const { groups, last } = enterAll([entry('a', max), ...waiting]);
    expect(last.position).toBe('pending');
    const tooMany = enterGroup(groups, entry('z', max));
    expect(tooMany).toMatchObject({ position: 'cancelled', replaced: [] });
    expect(tooMany.groups).toBe(groups);
  });
});

describe('with cancel-in-progress', () => {
  test('the newcomer interrupts the holder and waits until it has left', () => {
    const { groups, last } = enterAll([entry('a'), entry('b', { cancelInProgress: true })]);
    expect(last).toMatchObject({ position: 'pending', interrupted: 'a' });
    expect(groups['deploy']).toMatchObject({ holder: 'a', pending: ['b'] });
  });

  test('whoever was pending is replaced all the same', () => {
    const { last } = enterAll([entry('a'), entry('b'), entry('c', { cancelInProgress: true })]);
    expect(last).toMatchObject({ replaced: ['b'], interrupted: 'a' });
  });
});

test('names of groups know no case', () => {
  const { groups, last } = enterAll([entry('a', { group: 'Deploy' }), entry('b', { group: 'dEPLOY' })]);
  expect(last.position).toBe('pending');
  expect(leaveGroup(groups, 'DEPLOY', 'a').admitted).toBe('b');
});

test('groups of different names do not know of each other', () => {
  expect(enterAll([entry('a'), entry('b', { group: 'other' })]).last.position).toBe('holds');
});

test('leaving a group that was never entered changes nothing', () => {
  const { groups } = enterAll([entry('a')]);
  expect(leaveGroup(groups, 'other', 'a').groups).toBe(groups);
  expect(leaveGroup(groups, 'deploy', 'stranger').groups).toEqual(groups);
});
