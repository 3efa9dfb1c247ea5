import { PAUSE_VARIABLE } from '../pause.ts';

export function paused(): string {
  return `${PAUSE_VARIABLE} is true`;
}

export function pauseUnknown(): string {
  return `Whether ${PAUSE_VARIABLE} is set could not be read: the App lacks \`actions_variables: read\`, which its owner has to accept.`;
}
