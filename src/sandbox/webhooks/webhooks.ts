import { isInstalledOn } from '../auth/reach.ts';
import type { WorldEvent } from '../events/world-event.ts';
import type { Schemas } from '../openapi/schemas.ts';
import { renderPing } from '../render/ping.ts';
import type { DeliveryBarrier } from '../sandbox.ts';
import type { App, Installation } from '../state/app.ts';
import type { World } from '../state/world.ts';
import type { Delivery } from './delivery.ts';
import { Disorder, type DisorderOptions } from './disorder.ts';
import { send, TIMED_OUT } from './send.ts';
import { signedHeaders } from './signed-headers.ts';

interface Hold {
  match: (delivery: Delivery) => boolean;
  held: Delivery[];
  arrive(delivery: Delivery): void;
}

interface WebhooksOptions {
  world: World;
  schemas: Schemas;
  defects: string[];
  /** How many times longer than GitHub to wait for an answer. */
  patience: number;
  disorder: DisorderOptions | undefined;
}

interface Queue {
  waiting: Delivery[];
  underWay: boolean;
}

/** GitHub gives up after ten seconds, and tries no second time by itself. */
const TIME_LIMIT_MS = 10_000;

/** GitHub tells an app of its own installations whether it subscribed or not. */
const ALWAYS_SENT = new Set(['installation', 'installation_repositories', 'ping']);

/**
 * Delivers events to apps, each on record with its answer: one delivery at a time for each app, in order, unless disorder
 * is wanted.
 */
export class Webhooks {
  readonly log: Delivery[] = [];
  readonly #world: World;
  readonly #schemas: Schemas;
  readonly #defects: string[];
  readonly #queues = new Map<string, Queue>();
  readonly #holds = new Set<Hold>();
  readonly #closing = new AbortController();
  /** One for each delivery under way: aborted, it is given up as if its time were over. */
  readonly #deadlines = new Set<AbortController>();
  readonly #limitMs: number;
  readonly #disorder: Disorder | undefined;
  #underWay = 0;

  constructor({ world, schemas, defects, patience, disorder }: WebhooksOptions) {
    this.#world = world;
    this.#schemas = schemas;
    this.#defects = defects;
    this.#limitMs = TIME_LIMIT_MS * patience;
    this.#disorder = disorder && new Disorder(disorder);
    world.onEvent((event) => this.#receive(event));
  }

  /** Whether none is under way. Some may be kept back. */
  isIdle(): boolean {
    if (this.#underWay > 0) return false;
    return [...this.#queues.values()].every(({ waiting, underWay }) => waiting.length === 0 && !underWay);
  }

  /** Sends one of those that were kept back, for nothing else goes on; says whether there was one. */
  sendLate(): boolean {
    const delivery = this.#disorder?.next();
    if (delivery) void this.#sendAtOnce(delivery);
    return delivery !== undefined;
  }

  redeliver(id: number): Delivery {
    const original = this.log.find((delivery) => delivery.id === id);
    if (!original) throw new Error(`no delivery ${id}`);
    const delivery: Delivery = {
      ...original,
      id: this.#nextId(),
      redelivery: true,
      deliveredAt: this.#world.clock.now(),
      ...NOT_SENT,
    };
    this.#enqueue([delivery]);
    return delivery;
  }

  hold(match: (delivery: Delivery) => boolean): DeliveryBarrier {
    let arrive: (delivery: Delivery) => void = () => {};
    const reached = new Promise<Delivery>((resolve) => {
      arrive = resolve;
    });
    const hold: Hold = { match, held: [], arrive };
    this.#holds.add(hold);
    return {
      reached,
      held: hold.held,
      release: (order = [...hold.held]) => {
        this.#holds.delete(hold);
        hold.held.length = 0;
        for (const delivery of order) this.#queue(delivery.app).waiting.push(delivery);
        for (const delivery of order) void this.#drain(delivery.app);
      },
      drop: () => {
        this.#holds.delete(hold);
        for (const delivery of hold.held.splice(0)) Object.assign(delivery, TIMED_OUT);
        this.#world.changed();
      },
    };
  }

  /** What GitHub sends when a webhook is set up, to that app alone. */
  ping(app: App): void {
    const payload = renderPing(this.#world, app);
    const event = { name: 'ping', action: undefined, payload, repository: undefined };
    this.#enqueue([this.#compose(app, event, undefined)]);
  }

  close(): void {
    this.#closing.abort();
  }

  /** Beyond 2^53, as on GitHub since 2026: Octokit reads a bigint. https://github.com/octokit/request.js/issues/797 */
  #nextId(): number {
    return this.#world.ids.next('delivery') * 380_000_000_000;
  }

  #receive(event: WorldEvent): void {
    const deliveries = this.#world.installations
      .filter((installation) => concerns(event, installation))
      .map((installation) => this.#compose(installation.app, event, installation));
    this.#enqueue(deliveries);
  }

  #compose(
    app: App,
    { name, action, payload, repository }: Pick<WorldEvent, 'name' | 'action' | 'payload' | 'repository'>,
    installation: Installation | undefined,
  ): Delivery {
    const world = this.#world;
    const full = installation
      ? {
          installation: { id: installation.id, node_id: world.ids.nodeId('installation', installation.id) },
          ...payload,
        }
      : payload;
    this.#check(name, action, full);
    const shown = this.#disorder?.age(app.slug, full) ?? full;
    const guid = world.random.uuid();
    return {
      id: this.#nextId(),
      guid,
      app: app.slug,
      event: name,
      action: action ?? null,
      redelivery: false,
      deliveredAt: world.clock.now(),
      installationId: installation?.id ?? null,
      repositoryId: repository?.id ?? null,
      request: {
        headers: signedHeaders(app, { event: name, guid, body: JSON.stringify(shown) }),
        payload: shown,
      },
      ...NOT_SENT,
    };
  }

  #check(name: string, action: string | undefined, payload: Record<string, unknown>): void {
    const described = [name, action].filter(Boolean).join('-').replaceAll('_', '-');
    const violations = this.#schemas.webhook(described)(payload);
    const text = violations.map(({ path, message }) => `${path || '/'} ${message}`).join('; ');
    if (text) this.#defects.push(`the webhook ${described} is not what GitHub describes: ${text}`);
  }

  #enqueue(deliveries: readonly Delivery[]): void {
    for (const delivery of deliveries) {
      this.log.push(delivery);
      if (this.#disorder) {
        for (const due of this.#disorder.admit(delivery)) void this.#sendAtOnce(due);
        continue;
      }
      this.#queue(delivery.app).waiting.push(delivery);
    }
    if (!this.#disorder) for (const delivery of deliveries) void this.#drain(delivery.app);
    this.#world.changed();
  }

  #queue(slug: string): Queue {
    const queue = this.#queues.get(slug) ?? { waiting: [], underWay: false };
    this.#queues.set(slug, queue);
    return queue;
  }

  async #drain(slug: string): Promise<void> {
    const queue = this.#queue(slug);
    if (queue.underWay) return;
    queue.underWay = true;
    for (let next = queue.waiting.shift(); next; next = queue.waiting.shift()) {
      if (this.#closing.signal.aborted) break;
      if (!this.#park(next)) await this.#deliver(next);
    }
    queue.underWay = false;
    this.#world.changed();
  }

  /** Whatever else is under way. */
  async #sendAtOnce(delivery: Delivery): Promise<void> {
    if (this.#park(delivery)) return;
    this.#underWay += 1;
    try {
      await this.#deliver(delivery);
    } finally {
      this.#underWay -= 1;
      this.#world.changed();
    }
  }

  #park(delivery: Delivery): boolean {
    const hold = [...this.#holds].find(({ match }) => match(delivery));
    hold?.held.push(delivery);
    hold?.arrive(delivery);
    if (hold) this.#world.changed();
    return hold !== undefined;
  }

  /** Gives up what is under way, as GitHub does when its time is over. */
  giveUp(): void {
    for (const deadline of this.#deadlines) deadline.abort();
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const app = this.#world.apps.find(({ slug }) => slug === delivery.app);
    const deadline = new AbortController();
    this.#deadlines.add(deadline);
    const outcome = await send(app?.hook.url, delivery, {
      limit: AbortSignal.any([AbortSignal.timeout(this.#limitMs), deadline.signal]),
      closing: this.#closing.signal,
    });
    this.#deadlines.delete(deadline);
    Object.assign(delivery, outcome);
    this.#world.changed();
  }
}

const NOT_SENT = { status: 'pending', statusCode: 0, duration: 0, response: undefined } as const;

function concerns(event: WorldEvent, installation: Installation): boolean {
  const { app } = installation;
  if (app.hook.url === undefined) return false;
  if (!ALWAYS_SENT.has(event.name) && !app.events.includes(event.name)) return false;
  if (event.installation) return event.installation === installation;
  return event.repository !== undefined && isInstalledOn(installation, event.repository);
}
