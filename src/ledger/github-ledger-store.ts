import type { RepositoryName } from '../core/item-id.ts';
import { decideAppend } from '../core/ledger/protocol/decide-append.ts';
import type { GitHub } from '../github/wire/client.ts';
import { appendEntry } from './append-entry.ts';
import { ledgerPlace } from './ledger-place.ts';
import type { LedgerStore } from './ledger-world.ts';
import { readLedger } from './read-ledger.ts';

export interface GitHubLedgerStore {
  readonly github: GitHub;
  /** Key of the project. */
  readonly project: string;
  readonly home: RepositoryName;
  /** The entry that the run's dispatch carried: a ledger that is not as far is `ledger-rewound`. */
  readonly atLeast?: number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
}

/** What looks like a ledger that was moved back may be a replica that is behind, which is over in seconds. */
const REWOUND_RETRIES = 3;

/** The ledger on its branch. */
export function gitHubLedgerStore(options: GitHubLedgerStore): LedgerStore {
  const { github, atLeast, sleep, random } = options;
  const place = ledgerPlace(options);
  return {
    async 'read-ledger'() {
      for (let attempt = 1; ; attempt += 1) {
        const answer = await readLedger(github, place, atLeast);
        const mayBeBehind = answer.kind === 'unreadable' && answer.reason === 'ledger-rewound';
        if (!mayBeBehind || attempt > REWOUND_RETRIES) return answer;
        await sleep(backOff(attempt, random()));
      }
    },
    async append(effect) {
      const decided = decideAppend(effect);
      return decided.kind === 'unchanged'
        ? decided
        : decided.answer(await appendEntry(github, place, decided.commit));
    },
    pass: () => Promise.resolve(undefined),
    wait: async ({ attempt }) => {
      await sleep(backOff(attempt, random()));
      return undefined;
    },
  };
}

const FIRST_MS = 1_000;
const LONGEST_MS = 8_000;

/**
 * How long to wait after the `attempt`th conflict, from 1, in milliseconds: about a second, and twice as long each time.
 * GitHub asks for a second between writes; the jitter keeps those that met once from meeting again.
 *
 * @param random in [0, 1).
 */
export function backOff(attempt: number, random: number): number {
  return Math.round(Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1)) * (0.5 + random));
}
