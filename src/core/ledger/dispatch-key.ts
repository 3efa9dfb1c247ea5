import type { LedgerDispatch } from './ledger-state.ts';

/**
 * What makes a second dispatch a duplicate of the first: agent, subject, and the entry that asked for it. An entry that asks
 * for the same twice, because two decisions of one process stand in it, asks for one run. It travels as an input of the
 * workflow and in the run's name, so it holds no blank.
 */
export function dispatchKey({ agent, item }: Pick<LedgerDispatch, 'agent' | 'item'>, seq: number): string {
  return `${agent}:${item ?? 'project'}:${seq}`;
}

/** The entry that asked for it; `undefined`: what a run was started with is no key. */
export function entryOfKey(key: string): number | undefined {
  const seq = /^[a-z][a-z0-9-]*:\S+:([1-9]\d{0,14})$/.exec(key)?.[1];
  return seq === undefined ? undefined : Number(seq);
}
