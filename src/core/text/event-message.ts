import { type Reason, reasons } from '../reasons.ts';

/** What became of an event, for a person. `detail` is a clause or sentences of its own. */
export function eventMessage(detail: string, reason: Reason): string {
  const { remedy } = reasons[reason];
  const sentence = /[.!?]$/.test(detail.trimEnd()) ? detail : `${detail}.`;
  const said = `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
  return remedy === 'Nothing.' || said.includes(remedy) ? said : `${said} ${remedy}`;
}
