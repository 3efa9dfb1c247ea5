import { branchName } from '../core/branch-name.ts';
import { type ItemId, parseItemId, type RepositoryName } from '../core/item-id.ts';
import { decideAppend } from '../core/ledger/protocol/decide-append.ts';
import type { Answers } from '../core/ledger/protocol/effect.ts';
import type { RunReference } from '../core/ledger/run-reference.ts';
import { type ItemKey, itemKey } from '../core/ledger/subject.ts';
import type { Reason } from '../core/reasons.ts';
import type { Identity } from '../github/branch-fence.ts';
import type { GitHub } from '../github/client.ts';
import { GitHubError } from '../github/github-error.ts';
import { dispatchWorkflow } from '../github/workflows.ts';
import { appendEntry } from './append-entry.ts';
import { askRuns } from './ask-runs.ts';
import { backOff } from './back-off.ts';
import { fenceItem } from './fence-item.ts';
import { knownSince } from './known-since.ts';
import { ledgerPlace } from './ledger-place.ts';
import type { LedgerBoard, LedgerWorld } from './ledger-world.ts';
import { readLedger } from './read-ledger.ts';

export interface GitHubLedgerWorld {
  readonly github: GitHub;
  readonly board: LedgerBoard;
  /** Key of the project. */
  readonly project: string;
  readonly home: RepositoryName;
  /** File below `.github/workflows`. */
  readonly workflow: string;
  /** The branch whose version of the workflow runs; asked for only where a run is started. */
  readonly defaultBranch: () => Promise<string>;
  /** The run that acts; `null`: the app. */
  readonly run: RunReference | null;
  /** The entry that the run's dispatch carried: a ledger that is not as far is `ledger-rewound`. */
  readonly atLeast?: number;
  readonly author: Identity;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
}

/** What looks like a ledger that was moved back may be a replica that is behind, which is over in seconds. */
const REWOUND_RETRIES = 3;

/** The effects of the ledger's protocols on GitHub. */
export function gitHubLedgerWorld(options: GitHubLedgerWorld): LedgerWorld {
  const { github, board, project, home, run, atLeast, author, sleep, random } = options;
  const place = ledgerPlace({ project, home });
  let known: Extract<Answers['read-ledger'], { kind: 'ledger' }> | undefined;
  return {
    async 'read-ledger'() {
      for (let attempt = 1; ; attempt += 1) {
        const answer = await readLedger(github, place, atLeast);
        if (answer.kind === 'ledger') known = answer;
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
    async 'read-items'({ items, inFlight }) {
      try {
        const seen = await board.see(items.map(itemOf), { list: inFlight });
        return { kind: 'items', ...seen, inFlight: seen.inFlight.map(itemKey) };
      } catch (error) {
        return { kind: 'unreadable', ...explain(error) };
      }
    },
    async 'write-item'({ item, to }) {
      try {
        return { kind: 'written', version: await board.writeAndSee(itemOf(item), to) };
      } catch (error) {
        const why = explain(error);
        const isRefused = !isInDoubt(error) && FOR_GOOD.has(why.reason);
        return { kind: isRefused ? 'denied' : 'ambiguous', ...why };
      }
    },
    'ask-runs': ({ runs }) =>
      askRuns(github, home, runs, {
        self: run,
        now: known?.readAt ?? '',
        knownSince: (asked) => known && knownSince(known.state, asked),
      }),
    async send({ key, dispatch }) {
      const inputs = {
        project,
        agent: dispatch.agent,
        item: dispatch.item ?? '',
        cause: dispatch.cause,
        dispatch: key,
      };
      try {
        const ref = await options.defaultBranch();
        const { runId } = await dispatchWorkflow(github, home, { workflow: options.workflow, ref, inputs });
        return { kind: 'sent', run: runId ?? null };
      } catch (error) {
        return { kind: isInDoubt(error) ? 'ambiguous' : 'denied', ...explain(error) };
      }
    },
    fence: ({ item }) => {
      const id = itemOf(item);
      return fenceItem(github, { item: id, branch: branchName(project, id), author });
    },
    wait: async ({ attempt }) => {
      await sleep(backOff(attempt, random()));
      return undefined;
    },
  };
}

/** Only these give a decided move up. What time may mend leaves it decided, and somebody writes it later. */
const FOR_GOOD: ReadonlySet<Reason> = new Set<Reason>([
  'permission-missing',
  'item-missing',
  'unknown-state',
  'board-missing',
  'no-stage',
  'state-ambiguous',
]);

function isInDoubt(error: unknown): boolean {
  return error instanceof GitHubError && error.ambiguous;
}

function explain(error: unknown): { readonly reason: Reason; readonly message: string } {
  if (!(error instanceof GitHubError)) throw error;
  const { reason, message } = error;
  return { reason, message };
}

function itemOf(key: ItemKey): ItemId {
  const item = parseItemId(key);
  if (!item) throw new Error(`${key} is no item`);
  return item;
}
