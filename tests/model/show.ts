import type { CounterExample } from './explore.ts';

/** A counter-example as a person reads it: what broke, and who did what, a line a step. */
export function show({ invariant, message, path }: CounterExample): string {
  const lines = path.map(({ says }, index) => `${String(index + 1).padStart(4)}  ${says()}`);
  return [`${invariant} is broken: ${message}`, ...lines].join('\n');
}
