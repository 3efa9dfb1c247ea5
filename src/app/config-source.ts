import { loadConfig } from '../config/load-config.ts';
import { type KeptReport, reportKept } from '../config/report-kept-config.ts';
import type { Config } from '../core/config/config.ts';
import type { RepositoryName } from '../core/item-id.ts';
import type { Reason, Warning } from '../core/reasons.ts';
import type { GitHub } from '../github/wire/client.ts';
import type { EventDecision } from '../orchestration/event-decision.ts';

export type KnownConfig =
  | { readonly kind: 'config'; readonly config: Config; readonly warnings?: readonly Warning[] }
  | { readonly kind: 'missing'; readonly message: string };

export type ReadConfig = KnownConfig | FailedConfig;

interface FailedConfig {
  readonly kind: 'failed';
  readonly reason: Reason;
  readonly message: string;
}

/** The decision, with what is to be said about the configuration that it was made by. */
export function warned(
  decision: EventDecision,
  { warnings }: Extract<KnownConfig, { kind: 'config' }>,
): EventDecision {
  return warnings ? { ...decision, warnings } : decision;
}

type Entry = (KnownConfig | FailedConfig) & { readonly etag?: string | undefined; readonly readAt: number };

const FRESH_MS = 60_000;

interface ConfigSourceOptions {
  /** Milliseconds since any fixed moment. */
  readonly now: () => number;
  /** Repositories to remember; the one that was unused for longest is dropped. */
  readonly capacity?: number;
}

/**
 * The configurations of home repositories, remembered so that the many events that concern nobody cost no API call.
 *
 * Memory decides nothing but such a skip, and only within a minute of reading: before an action we ask GitHub, with an
 * etag. So replicas need not know of each other. The worst that one can do which did not get the push is to skip, for
 * less than a minute, what the configuration before the push would have skipped too; an event that was a minute earlier
 * on its way would have met the same answer. An invalid configuration is remembered by its etag alone: each event asks
 * whether it is still the same, which costs no rate limit, and so the fix works at once.
 * One that gave way to its last valid version is remembered with the warning that says so, once its commit says so too.
 */
export class ConfigSource {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;
  readonly #capacity: number;
  /** Comments that are being written, by commit: events that come at once must not each write one. */
  readonly #reports = new Map<string, Promise<KeptReport>>();
  #forgotten = 0;

  constructor({ now, capacity = 1000 }: ConfigSourceOptions) {
    this.#now = now;
    this.#capacity = capacity;
  }

  /** What was read less than a minute ago. */
  recall(home: RepositoryName): KnownConfig | undefined {
    const entry = this.#entries.get(keyOf(home));
    return entry && entry.kind !== 'failed' && this.#now() - entry.readAt < FRESH_MS ? entry : undefined;
  }

  /** What GitHub says now. Costs no rate limit where nothing has changed. */
  async read(home: RepositoryName, github: GitHub): Promise<ReadConfig> {
    const known = this.#entries.get(keyOf(home));
    const readAt = this.#now();
    const forgotten = this.#forgotten;
    const loaded = await loadConfig(github, home, { etag: known?.etag });
    // A push that came in meanwhile may be newer than this answer: it is used, and not remembered.
    const remember = <T extends Entry>(entry: T): T => {
      if (forgotten === this.#forgotten) this.#remember(home, entry);
      return entry;
    };
    switch (loaded.kind) {
      case 'loaded': {
        const { config, etag, kept } = loaded;
        if (!kept) return remember({ kind: 'config', config, etag, readAt });
        const { warning, isSaid } = await this.#report(kept.commit.sha, () =>
          reportKept(github, home, { config, kept, router: 'app' }),
        );
        const entry = { kind: 'config', config, warnings: [warning], etag, readAt } as const;
        return isSaid ? remember(entry) : entry;
      }
      case 'not-modified':
        // Only a request with an etag is answered so, and only a known entry has one.
        if (!known) throw new Error('GitHub answered 304 to a request without an etag');
        return remember({ ...known, readAt });
      case 'failed':
        if (loaded.reason === 'config-missing') {
          return remember({ kind: 'missing', message: loaded.message, readAt });
        }
        return loaded.reason === 'config-invalid' ? remember({ ...loaded, readAt }) : loaded;
    }
  }

  /** To be called when the file may have changed. */
  forget(home: RepositoryName): void {
    this.#forgotten += 1;
    this.#entries.delete(keyOf(home));
  }

  async #report(commit: string, report: () => Promise<KeptReport>): Promise<KeptReport> {
    const started = this.#reports.get(commit) ?? report();
    this.#reports.set(commit, started);
    try {
      return await started;
    } finally {
      this.#reports.delete(commit);
    }
  }

  #remember(home: RepositoryName, entry: Entry): void {
    const key = keyOf(home);
    // A Map keeps its keys in order of insertion, so the first is the one that was read longest ago.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#capacity && oldest !== undefined) this.#entries.delete(oldest);
  }
}

function keyOf({ owner, repository }: RepositoryName): string {
  return `${owner}/${repository}`.toLowerCase();
}
