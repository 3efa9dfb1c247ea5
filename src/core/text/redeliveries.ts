import type { Undelivered } from '../policy/redeliveries.ts';

/** So many are named; further ones are counted. */
const NAMED = 20;

export function redelivered(done: readonly Undelivered[]): string {
  const named = done
    .slice(0, NAMED)
    .map(({ last, attempts }) => `${last.event} ${last.guid} for the ${ordinal(attempts + 1)} time`);
  const more = done.length - named.length;
  return `GitHub was asked to deliver ${[...named, ...(more > 0 ? [`${more} more`] : [])].join(', ')}.`;
}

export function unclear(count: number): string {
  return `For ${count} that failed, the log does not tell whether they were delivered since.`;
}

/** Of deliveries beyond what one sweep may ask for. */
export function later(count: number): string {
  return `${count} more at the next sweep.`;
}

function ordinal(number: number): string {
  return ['first', 'second', 'third'][number - 1] ?? `${number}th`;
}
