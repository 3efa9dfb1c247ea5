import { PAUSE_VARIABLE } from '../pause.ts';

export function paused(): string {
  return `${PAUSE_VARIABLE} is true`;
}

export function pauseUnknown(): string {
  return `Could not read whether ${PAUSE_VARIABLE} is set: the App lacks \`actions_variables: read\`, which its owner has to accept.`;
}
