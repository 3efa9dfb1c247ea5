import type { WorldEvent } from '../events/world-event.ts';
import type { App, Installation } from './app.ts';
import { type Clock, createClock } from './clock.ts';
import { createExclusive, type Exclusive } from './exclusive.ts';
import { createIds, type Ids } from './ids.ts';
import { IssueLinks } from './issue-links.ts';
import { createRandom, type Random } from './random.ts';
import type { Repository } from './repository.ts';
import { createSignal, type Signal } from './signal.ts';
import { Tokens } from './token.ts';
import type { User } from './user.ts';

/** Everything GitHub would remember. HTTP, webhooks and Actions work on it and keep nothing of it themselves. */
export class World {
  readonly seed: number;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly signal: Signal;
  readonly tokens: Tokens;
  /**
   * Effects happen one after the other, whoever asks for them: a handler may await git and still decide and write
   * as one step, as GitHub's own do. Whatever changes refs or issues runs inside. Never nested.
   */
  readonly exclusive: Exclusive = createExclusive();
  /** From an issue to those that block it. */
  readonly dependencies = new IssueLinks('blockedBy');
  /** From an issue to its parts. */
  readonly hierarchy = new IssueLinks('subIssues');
  readonly apps: App[] = [];
  readonly installations: Installation[] = [];
  readonly #users = new Map<string, User>();
  readonly #repositories = new Map<string, Repository>();
  readonly #listeners: ((event: WorldEvent) => void)[] = [];
  /** Origin of this sandbox's URLs, known once it listens. */
  url = '';

  constructor(seed: number) {
    this.seed = seed;
    this.clock = createClock();
    this.ids = createIds(seed);
    this.random = createRandom(seed);
    this.signal = createSignal();
    this.tokens = new Tokens(createRandom(seed ^ 0x5eed));
  }

  get apiUrl(): string {
    return `${this.url}/api/v3`;
  }

  get repositories(): Iterable<Repository> {
    return this.#repositories.values();
  }

  /** State has changed: whoever waits for a condition looks again. */
  changed(): void {
    this.signal.changed();
  }

  /** Something happened that webhooks and workflows may be about. Use `announce`, which composes the payload. */
  emit(event: WorldEvent): void {
    for (const listener of this.#listeners) listener(event);
    this.changed();
  }

  onEvent(listener: (event: WorldEvent) => void): void {
    this.#listeners.push(listener);
  }

  user(login: string): User | undefined {
    return this.#users.get(login.toLowerCase());
  }

  /** The account of that name, made when it is first mentioned. */
  ensureUser(login: string, type: User['type'] = login.endsWith('[bot]') ? 'Bot' : 'User'): User {
    const known = this.user(login);
    if (known) return known;
    const id = this.ids.next('user');
    const user: User = { id, nodeId: this.ids.nodeId('user', id), login, type, access: new Map() };
    this.#users.set(login.toLowerCase(), user);
    return user;
  }

  addRepository(repository: Repository): void {
    this.#repositories.set(repository.fullName.toLowerCase(), repository);
  }

  repository(fullName: string): Repository | undefined {
    return this.#repositories.get(fullName.toLowerCase());
  }

  repositoryById(id: number): Repository | undefined {
    return [...this.repositories].find((repository) => repository.id === id);
  }
}
