import { expect, test } from 'vitest';
import type { Delivery } from '../../../src/sandbox/webhooks/delivery.ts';
import { Disorder } from '../../../src/sandbox/webhooks/disorder.ts';

const events = Array.from({ length: 30 }, (_, index) => ({ id: index, app: 'robot' }) as Delivery);

/** In which order they are sent; the last ones because nothing else goes on. */
function play(seed: number): { together: number; order: readonly number[] } {
  const disorder = new Disorder({ seed });
  const sent = events.map((event) => disorder.admit(event));
  const order = sent.flat();
  for (let late = disorder.next(); late; late = disorder.next()) order.push(late);
  return { together: Math.max(...sent.map(({ length }) => length)), order: order.map(({ id }) => id) };
}

test('deliveries come all, out of order and several at once, and the same for the same seed', () => {
  const inOrder = events.map(({ id }) => id);
  for (const seed of [1, 2, 3]) {
    const { together, order } = play(seed);
    expect([...order].sort((a, b) => a - b)).toEqual(inOrder);
    expect(order).not.toEqual(inOrder);
    expect(together).toBeGreaterThan(1);
    expect(play(seed)).toEqual({ together, order });
  }
  expect(play(1)).not.toEqual(play(2));
});

test('labels of a payload may be those of the delivery before, of the same issue and app', () => {
  const disorder = new Disorder({ seed: 1, staleLabels: true });
  const payload = (labels: string) => ({ issue: { node_id: 'I_1', labels } });
  const shown = ['a', 'b', 'c', 'd', 'e', 'f'].map(
    (labels) => (disorder.age('robot', payload(labels))['issue'] as { labels: string }).labels,
  );
  expect(shown[0]).toBe('a');
  expect(shown.some((labels, index) => index > 0 && labels === 'abcdef'[index - 1])).toBe(true);
  expect(
    shown.every((labels, index) => 'abcdef'.slice(Math.max(0, index - 1), index + 1).includes(labels)),
  ).toBe(true);
  expect(new Disorder({ seed: 1 }).age('robot', payload('a'))).toEqual(payload('a'));
});
