import type { ItemKey } from '../../../../src/core/ledger/claim-subject.ts';
import type { LedgerCommand, Sighting } from '../../../../src/core/ledger/ledger-command.ts';
import type { LedgerState } from '../../../../src/core/ledger/ledger-state.ts';
import { type Append, decideAppend } from '../../../../src/core/ledger/protocol/decide-append.ts';
import type { Answers, Effect, Life, Protocol } from '../../../../src/core/ledger/protocol/effect.ts';
import { mergeAppends } from '../../../../src/core/ledger/protocol/merge-appends.ts';
import type { RunReference } from '../../../../src/core/ledger/run-reference.ts';
import { isInFlight, type Stage } from '../../../../src/core/stages.ts';
import { minute } from './ledger-world.ts';

type Lost = 'before' | 'after';

/** A GitHub on which one protocol is played at a time, a minute for each of its effects. */
export class PlayedWorld {
  state: LedgerState;
  head = 1;
  now: number;
  readonly items = new Map<ItemKey, Sighting>();
  readonly lives = new Map<number, Life>();
  /** Kinds of effects whose next answer is lost. */
  readonly lost = new Map<Effect['kind'], Lost>();
  /** What the next effect of a kind is answered with, which then does nothing. */
  readonly instead = new Map<Effect['kind'], Answers[Effect['kind']]>();
  /** All that was asked for, in its order. */
  readonly asked: Effect[] = [];
  /** What others of the same process append in one entry with the next append, after it. */
  others: readonly LedgerCommand[] = [];
  /** The ledger as a replica shows it that is behind; `undefined`: as it is. */
  replica: { readonly state: LedgerState; readonly head: number } | undefined;
  isWorkflowBroken = false;
  readonly did: string[] = [];
  /** Called before each effect. */
  before: (effect: Effect) => void = () => {};

  constructor(state: LedgerState, now: number) {
    this.state = state;
    this.now = now;
  }

  put(item: ItemKey, stage: Stage | null, at = this.now): void {
    this.items.set(item, {
      version: { stage, at: minute(at) },
      open: true,
      ambiguous: false,
      readAt: minute(this.now),
    });
  }

  play<T>(protocol: Protocol<T>): T {
    let step = protocol.next();
    while (!step.done) {
      const effect = step.value;
      this.asked.push(effect);
      this.before(effect);
      this.now += 1;
      step = protocol.next(this.#answer(effect));
    }
    return step.value;
  }

  #answer(effect: Effect): Answers[Effect['kind']] {
    const instead = this.instead.get(effect.kind);
    this.instead.delete(effect.kind);
    if (instead) return instead;
    const lost = this.lost.get(effect.kind);
    this.lost.delete(effect.kind);
    return lost ? this.#lose(effect, lost) : this.#perform(effect);
  }

  #lose(effect: Effect, lost: Lost): Answers[Effect['kind']] {
    if (effect.kind === 'append') return this.#append(effect, lost);
    if (lost === 'after') this.#perform(effect);
    return AMBIGUOUS;
  }

  #append(effect: Append, lost?: Lost): Answers['append'] {
    const { append, share } = mergeAppends([effect, { ...effect, commands: this.others }]);
    this.others = [];
    const answer = this.#commit(append, lost);
    return share(answer)[0] ?? answer;
  }

  #commit(append: Append, lost: Lost | undefined): Answers['append'] {
    const decided = decideAppend(append);
    if (decided.kind === 'unchanged') return decided;
    const { head, state } = decided.commit;
    const isStale = head !== String(this.head);
    if (!isStale && lost !== 'before') {
      this.state = state;
      this.head += 1;
    }
    if (lost) return decided.answer(AMBIGUOUS);
    return decided.answer({ kind: isStale ? 'conflict' : 'committed' });
  }

  #perform(effect: Effect): Answers[Effect['kind']] {
    switch (effect.kind) {
      case 'read-ledger': {
        const { head, state } = this.replica ?? this;
        return { kind: 'ledger', head: String(head), state, readAt: minute(this.now) };
      }
      case 'append':
        return this.#append(effect);
      case 'read-items':
        return {
          kind: 'items',
          sightings: effect.items.map((item) => this.#look(item)),
          inFlight: effect.inFlight ? this.#inFlight() : [],
          backlog: 0,
        };
      case 'write-item':
        this.did.push(`write ${effect.item} to ${effect.to}`);
        this.put(effect.item, effect.to);
        return { kind: 'written', version: { stage: effect.to, at: minute(this.now) } };
      case 'ask-runs':
        return effect.runs.map(({ id }: RunReference) => this.lives.get(id) ?? { kind: 'unknown' });
      case 'send':
        this.did.push(`send ${effect.key}`);
        return this.isWorkflowBroken
          ? { kind: 'denied', reason: 'input-invalid', message: 'no such workflow' }
          : { kind: 'sent', run: 99 };
      case 'fence':
        this.did.push(`fence ${effect.item}`);
        return { kind: 'fenced' };
      case 'pass':
      case 'wait':
        return undefined;
    }
  }

  #look(item: ItemKey): Sighting | undefined {
    const sighting = this.items.get(item);
    return sighting && { ...sighting, readAt: minute(this.now) };
  }

  #inFlight(): readonly ItemKey[] {
    return [...this.items].flatMap(
      ([
        item,
        {
          version: { stage },
        },
      ]) => (stage !== null && isInFlight(stage) ? [item] : []),
    );
  }
}

const AMBIGUOUS = { kind: 'ambiguous', reason: 'github-unavailable', message: 'no answer' } as const;
