import { type Reason, reasons } from '../reasons.ts';

/** What became of an event, for a person. `detail` is a clause or sentences of its own. */
export function eventMessage(detail: string, reason: Reason): string {
  const { remedy } = reasons[reason];
  const sentence = /[.!?]$/.test(detail.trimEnd()) ? detail : `${detail}.`;
  // A name such as `acme/web#5` or `backlog-manager` is written as it is.
  const said = sentence.replace(/^[a-z]+(?= )/, capitalised);
  return remedy === 'Nothing.' || said.includes(remedy) ? said : `${said} ${remedy}`;
}

function capitalised(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
