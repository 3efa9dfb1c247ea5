import type { Append } from '../../../src/core/ledger/protocol/decide-append.ts';
import type { Answers, Effect, Protocol } from '../../../src/core/ledger/protocol/effect.ts';
import { mergeAppends } from '../../../src/core/ledger/protocol/merge-appends.ts';
import { act, committed, type Play, performed } from './model-effect.ts';
import { merging, routing } from './router.ts';
import type { Spec } from './spec.ts';

type App = Extract<Spec, { role: 'app' }>;

/** What a round does with what it wants to append. */
export type Appending = (append: Append) => Play<Answers['append']>;

/**
 * The app at several webhooks at once: what they decide is coalesced as `LedgerRounds` does it. Between two rounds, and while
 * they look, the webhooks go on one after the other.
 */
export function* app({ events }: App, appending: Appending = committed): Play<readonly unknown[]> {
  const members = events.map((event) => memberOf(event.role === 'router' ? routing(event) : merging(event)));
  for (;;) {
    for (const member of members) yield* goOn(member);
    const seated = members.filter(({ step }) => asks(step, 'read-ledger'));
    if (seated.length === 0) return members.map(({ step }) => step.value);
    const reading = yield* act({ kind: 'read-ledger' });
    for (const member of seated) answer(member, reading);
    for (const member of seated) yield* goOn(member);
    const wishes = seated.flatMap((member) =>
      asks(member.step, 'append') ? [{ member, append: member.step.value }] : [],
    );
    const [first, ...others] = wishes.map(({ append }) => append);
    if (!first) continue;
    const { append, share } = mergeAppends([first, ...others]);
    const answers = share(yield* appending(append));
    for (const [index, { member }] of wishes.entries()) answer(member, answers[index]);
  }
}

/** Coalesces onto the newer head, after a conflict, what was decided on what had been read before. */
export function* onNewerHead(append: Append): Play<Answers['append']> {
  const answered = yield* committed(append);
  if (answered.kind !== 'conflict') return answered;
  const newer = yield* act({ kind: 'read-ledger' });
  return newer.kind === 'unreadable'
    ? answered
    : yield* committed({ ...append, head: newer.head, state: newer.state });
}

interface Member {
  readonly protocol: Protocol<unknown>;
  step: IteratorResult<Effect, unknown>;
}

function memberOf(protocol: Protocol<unknown>): Member {
  return { protocol, step: protocol.next() };
}

/** Until it comes to its end, or to where it waits for the others. */
function* goOn(member: Member): Play<void> {
  while (!member.step.done && !asks(member.step, 'read-ledger') && !asks(member.step, 'append')) {
    answer(member, yield* performed(member.step.value));
  }
}

function answer(member: Member, given: Answers[Effect['kind']]): void {
  member.step = member.protocol.next(given);
}

function asks<Kind extends Effect['kind']>(
  step: IteratorResult<Effect, unknown>,
  kind: Kind,
): step is IteratorYieldResult<Extract<Effect, { kind: Kind }>> {
  return !step.done && step.value.kind === kind;
}
