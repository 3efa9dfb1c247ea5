import type { ClaimSubject, ItemKey } from '../../../src/core/ledger/claim-subject.ts';
import {
  type Append,
  type Committed,
  decideAppend,
  type LedgerCommit,
} from '../../../src/core/ledger/protocol/decide-append.ts';
import type { Answers, Effect, Protocol } from '../../../src/core/ledger/protocol/effect.ts';

/** What a run asks of the world besides the ledger's protocols: to look for candidates, and to publish. */
export type ModelEffect =
  | Exclude<Effect, { kind: 'append' | 'pass' }>
  /** What an append comes down to. To decide on what was read is no step: it asks nobody. */
  | ({ readonly kind: 'commit' } & LedgerCommit)
  /** The board's search: it may lag, so it nominates and decides nothing. */
  | { readonly kind: 'list-backlog' }
  | { readonly kind: 'read-branch'; readonly branch: string }
  /** `--force-with-lease`: refused unless the branch stands where it was read. */
  | { readonly kind: 'push'; readonly item: ItemKey; readonly branch: string; readonly lease: number }
  /** The engine at work: it may cost `most` at most, and costs something even if nobody lives to hear it. */
  | { readonly kind: 'ask-model'; readonly item: ItemKey; readonly most: number }
  | { readonly kind: 'open-pull-request'; readonly item: ItemKey; readonly branch: string }
  /** Tells the invariants what the process believes. No step of its own: nobody else can see it. */
  | { readonly kind: 'note'; readonly note: Note };

export type Note =
  | { readonly kind: 'holds'; readonly claim: string; readonly subjects: readonly ClaimSubject[] }
  | { readonly kind: 'works'; readonly item: ItemKey }
  /** What one of the product's protocols ended with. */
  | { readonly kind: 'ended'; readonly end: unknown };

export interface ModelAnswers extends Omit<Answers, 'append' | 'pass'> {
  commit: Committed;
  'list-backlog': { readonly backlog: readonly ItemKey[]; readonly inFlight: number };
  'read-branch': number;
  push: { readonly kind: 'pushed' | 'rejected' };
  /** What it cost. */
  'ask-model': number;
  'open-pull-request': { readonly kind: 'opened' | 'exists' };
  note: undefined;
}

export type ModelAnswer = ModelAnswers[ModelEffect['kind']];

/** What a process does, from its start to its end. */
export type Play<T = unknown> = Generator<ModelEffect, T, ModelAnswer>;

export function* act<K extends ModelEffect['kind']>(
  effect: Extract<ModelEffect, { kind: K }>,
): Generator<ModelEffect, ModelAnswers[K], ModelAnswer> {
  // The world answers each effect with the answer of its kind; a generator's type cannot say so.
  return (yield effect) as ModelAnswers[K];
}

/** A protocol of the product as part of a play. It is handed answers to its own effects only. */
export function* product<T>(protocol: Protocol<T>): Play<T> {
  let step = protocol.next();
  while (!step.done) step = protocol.next(yield* performed(step.value));
  yield* act({ kind: 'note', note: { kind: 'ended', end: step.value } });
  return step.value;
}

export function* performed(effect: Effect): Play<Answers[Effect['kind']]> {
  switch (effect.kind) {
    case 'append':
      return yield* committed(effect);
    case 'pass':
      return undefined;
    default:
      return (yield effect) as Answers[Effect['kind']];
  }
}

/** Decides an append, and asks for the commit that it comes down to. */
export function* committed(append: Append): Play<Answers['append']> {
  const decided = decideAppend(append);
  return decided.kind === 'unchanged'
    ? decided
    : decided.answer(yield* act({ kind: 'commit', ...decided.commit }));
}
