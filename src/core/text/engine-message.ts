import { reasons } from '../reasons.ts';

/** The sentences about an engine and its log. */

export function envRefused(problems: readonly string[]): string {
  return `The configuration passes variables on to the engine that it must not see: ${problems.join('; ')}`;
}

/** Above the lines that a setup command writes. */
export function setupLogTitle(): string {
  return 'Interlock: setup';
}

/** @param how what is known of its end, in our words. */
export function setupFailed(how: string): string {
  return `The setup command failed: ${how}. ${reasons['setup-failed'].remedy}`;
}

export function setupTooLong(minutes: number): string {
  return `it was stopped after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

export function promptTooLong(tokens: number, window: number): string {
  return `Its instructions are about ${tokens} tokens, and its model takes ${window}`;
}

/** Above the lines that an engine writes. */
export function engineLogTitle(engine: string): string {
  return `Interlock: ${engine} at work`;
}
