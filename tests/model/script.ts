import type { ModelAnswer, ModelEffect, Note, Play } from './actors/model-effect.ts';
import type { Spec } from './actors/spec.ts';
import type { Identities } from './world/identities.ts';

/** Where a play stands: the answers that its process has been given so far, and what it asks next. */
export interface Scene {
  /** Scenes with one number are one scene. */
  readonly number: number;
  readonly effect: ModelEffect | null;
  /** What the play ended with, once it asks for nothing more. */
  readonly end: unknown;
  /** What it told the invariants on its way here. */
  readonly notes: readonly Note[];
}

interface Node extends Scene {
  readonly spec: Spec;
  readonly before: Node | null;
  readonly answer: ModelAnswer;
  readonly after: Map<string, Node>;
  /** The play itself, standing here, until somebody takes it further. */
  live: Play | null;
}

export type Casting = (spec: Spec) => Play;

/**
 * Generators cannot be copied, so a process's state is the list of answers that it was given. The lists of all processes
 * form a tree; each new node is found once, by playing from the beginning, and then only looked up.
 */
export class Scripts {
  readonly #cast: Casting;
  readonly #identities: Identities;
  readonly #beginnings = new Map<string, Node>();
  #count = 0;

  constructor(cast: Casting, identities: Identities) {
    this.#cast = cast;
    this.#identities = identities;
  }

  begin(spec: Spec): Scene {
    const key = JSON.stringify(spec);
    const known = this.#beginnings.get(key);
    if (known) return known;
    const node = this.#play({ spec, before: null, answer: undefined });
    this.#beginnings.set(key, node);
    return node;
  }

  next(scene: Scene, answer: ModelAnswer): Scene {
    const node = scene as Node;
    const key = this.#keyOf(answer);
    const known = node.after.get(key);
    if (known) return known;
    const next = this.#play({ spec: node.spec, before: node, answer });
    node.after.set(key, next);
    return next;
  }

  /** Takes the play further if it stands where it is to go on from; otherwise plays from the beginning. */
  #play(position: Pick<Node, 'spec' | 'before' | 'answer'>): Node {
    const { before } = position;
    const live = before?.live;
    if (before && live) {
      before.live = null;
      return this.#stop(position, live, live.next(position.answer));
    }
    const answers: ModelAnswer[] = [];
    for (let node: Pick<Node, 'before' | 'answer'> = position; node.before; node = node.before) {
      answers.push(node.answer);
    }
    const play = this.#cast(position.spec);
    let step = play.next();
    for (;;) {
      if (!step.done && (step.value.kind === 'note' || step.value.kind === 'wait')) {
        if (answers.length === 0) return this.#stop(position, play, step);
        step = play.next();
      } else if (answers.length === 0) {
        return this.#stop(position, play, step);
      } else {
        step = play.next(answers.pop());
      }
    }
  }

  /** Passes over what is no step of its own, and stops at the next effect or the end. */
  #stop(
    position: Pick<Node, 'spec' | 'before' | 'answer'>,
    play: Play,
    first: IteratorResult<ModelEffect, unknown>,
  ): Node {
    const notes: Note[] = [];
    let step = first;
    while (!step.done && (step.value.kind === 'note' || step.value.kind === 'wait')) {
      if (step.value.kind === 'note') notes.push(step.value.note);
      step = play.next();
    }
    this.#count += 1;
    const scene = step.done ? { effect: null, end: step.value } : { effect: step.value, end: undefined };
    return {
      ...position,
      ...scene,
      notes,
      number: this.#count,
      after: new Map(),
      live: step.done ? null : play,
    };
  }

  #keyOf(answer: ModelAnswer): string {
    if (typeof answer === 'object' && 'kind' in answer && answer.kind === 'ledger') {
      return `${answer.head} ${answer.readAt} ${this.#identities.of(answer.state)}`;
    }
    return JSON.stringify(answer);
  }
}
