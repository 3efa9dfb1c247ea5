import { reasons } from '../reasons.ts';
import { inCode } from './plain-text.ts';

/** For the log, at the start of an engine. */
export function auditWritten(path: string): string {
  return `The audit record of this run: ${path}`;
}

/** `answer`: what the system said. */
export function auditUnwritable(answer: string): string {
  return `The audit record of this run cannot be written: ${inCode(answer)}. ${reasons['runner-failed'].remedy}`;
}
