import { inCode } from './plain-text.ts';

/** What became of changes that are not published, because the work did not come to its end. */
export function keptNote(branch: string): string {
  return `What was changed is kept on the branch ${inCode(branch)}, without a pull request. A new attempt starts without it.`;
}

/** @param answer what stood in the way: complete sentences, or nothing if the branch was changed meanwhile. */
export function notKeptNote(branch: string, answer: string): string {
  const why = answer === '' ? 'Somebody else changed it meanwhile.' : answer;
  return `What was changed could not be kept on the branch ${inCode(branch)}. ${why}`;
}
