import type { ItemKey } from '../claim-subject.ts';
import type { AgentStart } from '../ledger-command.ts';
import type { Request } from '../ledger-event.ts';
import { dispatchKey } from '../ledger-state.ts';
import type { RunReference } from '../run-reference.ts';
import type { EntryFacts } from './ledger-verdict.ts';

/** A dispatch as it is first written down. */
export function requestOf(
  { agent, cause }: AgentStart,
  item: ItemKey | null,
  { seq, at }: EntryFacts,
  acceptedBy: RunReference | null = null,
): Request {
  const sent = acceptedBy?.id ?? null;
  return {
    key: dispatchKey({ agent, item }, seq),
    dispatch: { agent, item, cause, at, sent, acceptedBy },
  };
}
