import type { Advice } from './text/doctor/advice.ts';

/** The variable of a repository that stops everything. The workflows look at it in their `if`. */
export const PAUSE_VARIABLE = 'INTERLOCK_PAUSED';

/** GitHub's expressions compare texts without regard to case, so every other place that asks this must do so too. */
export function isPausing(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true';
}

export function paused(): string {
  return `${PAUSE_VARIABLE} is true`;
}

export function pauseUnknown(): string {
  return `Could not read whether ${PAUSE_VARIABLE} is set: the App lacks \`actions_variables: read\`, which its owner has to accept.`;
}

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
