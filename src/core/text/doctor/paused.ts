import type { Advice } from './advice.ts';

export const agentsPaused: Advice = {
  message: 'INTERLOCK_PAUSED is true: no agent starts.',
  remedy: 'Remove the variable to go on.',
};

export function notQuitePaused(value: string): Advice {
  return {
    message: `INTERLOCK_PAUSED is ${JSON.stringify(value)}, which pauses nothing.`,
    remedy: 'Set it to `true`, or remove it.',
  };
}

export const notPaused = 'INTERLOCK_PAUSED is not set.';
