import { createRandom, type Random } from '../state/random.ts';
import type { Delivery } from './delivery.ts';

export interface DisorderOptions {
  seed: number;
  /** Payloads may show an issue's labels as the delivery before showed them. Default false. */
  staleLabels?: boolean;
}

/** A delivery waits for so many later ones of its app at most. */
const MOST = 3;

/**
 * Deliveries as GitHub makes them: several at once, out of order, some late. What waits for what is drawn from a seed when
 * an event happens, and is counted in later events, so that no clock has a part in it. What is still kept back when
 * everything else has come to rest is sent then, one after the other.
 */
export class Disorder {
  readonly #random: Random;
  readonly #showsStaleLabels: boolean;
  readonly #kept: { delivery: Delivery; left: number }[] = [];
  readonly #labels = new Map<string, unknown>();

  constructor({ seed, staleLabels = false }: DisorderOptions) {
    this.#random = createRandom(seed);
    this.#showsStaleLabels = staleLabels;
  }

  get isEmpty(): boolean {
    return this.#kept.length === 0;
  }

  /** What is to be sent at once, now that this one is there. */
  admit(delivery: Delivery): Delivery[] {
    for (const one of this.#kept) if (one.delivery.app === delivery.app) one.left -= 1;
    const left = Math.floor(this.#random.next() * (MOST + 1));
    // In front of those that waited: what happened last overtakes them.
    this.#kept.unshift({ delivery, left });
    return this.#take(({ left: more }) => more <= 0);
  }

  /** The next one that waits no longer because nothing else goes on. */
  next(): Delivery | undefined {
    return this.#kept.splice(Math.floor(this.#random.next() * this.#kept.length), 1)[0]?.delivery;
  }

  /** The payload, or one that shows the labels of the delivery before. */
  age(app: string, payload: Record<string, unknown>): Record<string, unknown> {
    if (!this.#showsStaleLabels) return payload;
    const kind = 'issue' in payload ? 'issue' : 'pull_request';
    const subject = payload[kind] as { node_id: string; labels: unknown } | undefined;
    if (!subject) return payload;
    const key = `${app} ${subject.node_id}`;
    const before = this.#labels.get(key);
    this.#labels.set(key, subject.labels);
    const isStale = this.#random.next() < 0.5 && before !== undefined;
    return isStale ? { ...payload, [kind]: { ...subject, labels: before } } : payload;
  }

  #take(isDue: (kept: { left: number }) => boolean): Delivery[] {
    const due = this.#kept.filter(isDue);
    for (const one of due) this.#kept.splice(this.#kept.indexOf(one), 1);
    return due.map(({ delivery }) => delivery);
  }
}
