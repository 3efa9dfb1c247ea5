import type { LedgerCommand } from '../ledger-command.ts';
import type { Request } from '../ledger-event.ts';
import type { LedgerState } from '../ledger-state.ts';
import { type Answers, type Protocol, perform } from './effect.ts';
import { submit } from './transact.ts';

/** What came of sending one; `ambiguous`: a second run of the same key is refused by the ledger. */
export type Sent = Answers['send'] & { readonly key: string };

/**
 * Sends what the ledger holds under these keys and no run has accepted. Sending twice is harmless, because one run alone
 * accepts a key.
 */
export function sendDispatches(keys: readonly string[], state: LedgerState): Protocol<readonly Sent[]> {
  return sendRequests(
    keys.flatMap((key): readonly Request[] => {
      const dispatch = state.dispatches[key];
      return dispatch && !dispatch.acceptedBy && !state.breaker ? [{ key, dispatch }] : [];
    }),
  );
}

/** The same for what was asked for a moment ago. */
export function* sendRequests(requests: readonly Request[]): Protocol<readonly Sent[]> {
  const sent: Sent[] = [];
  for (const { key, dispatch } of requests) {
    const answer = yield* perform({ kind: 'send', key, dispatch });
    sent.push({ key, ...answer });
  }
  return sent;
}

/** Tells the ledger what came of sending, in an entry of its own if there is something to tell; answers with what it told. */
export function* tellSent(
  id: string,
  sent: readonly Sent[],
  state: LedgerState,
): Protocol<readonly LedgerCommand[]> {
  const commands = afterSending(sent, state);
  if (commands.length > 0) yield* submit(`${id}.sent`, commands);
  return commands;
}

/**
 * What the answers tell the ledger: which run was started, so that one that a person cancels before it has claimed anything
 * is not taken for one that never came; and that a workflow cannot be started, which is no item's fault and starts nothing
 * more. A run that has begun meanwhile has told so itself, and nothing is appended.
 */
function afterSending(sent: readonly Sent[], state: LedgerState): readonly LedgerCommand[] {
  const known = startedRuns(sent);
  const denied = sent.find((one) => one.kind === 'denied');
  if (denied) return [...known, { kind: 'break', why: denied.message }];
  const isMended = state.breaker && sent.some(({ kind }) => kind === 'sent');
  return isMended ? [...known, { kind: 'mend' }] : known;
}

/** Which runs it was, where GitHub said so. */
export function startedRuns(sent: readonly Sent[]): readonly LedgerCommand[] {
  return sent.flatMap((one): readonly LedgerCommand[] =>
    one.kind === 'sent' && one.run !== null ? [{ kind: 'sent', key: one.key, run: one.run }] : [],
  );
}
