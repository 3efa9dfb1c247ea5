import { branchName } from '../core/branch-name.ts';
import type { CommitIdentity } from '../core/identity.ts';
import { type ItemId, itemKey, parseItemId } from '../core/item-id.ts';
import type { ItemKey } from '../core/ledger/claim-subject.ts';
import type { LedgerState } from '../core/ledger/ledger-state.ts';
import type { Answers } from '../core/ledger/protocol/effect.ts';
import { isSameRun, type RunReference } from '../core/ledger/run-reference.ts';
import { ProviderError } from '../core/provider-error.ts';
import { hasMark, type Reason } from '../core/reasons.ts';
import { agentInputs, dispatchWorkflow } from '../github/actions/workflows.ts';
import { askRuns } from './ask-runs.ts';
import { fenceItem } from './fence-item.ts';
import { type GitHubLedgerStore, gitHubLedgerStore } from './github-ledger-store.ts';
import type { LedgerBoard, LedgerStore, LedgerWorld } from './ledger-world.ts';

export interface GitHubLedgerWorld extends GitHubLedgerStore {
  readonly board: LedgerBoard;
  /** File below `.github/workflows`. */
  readonly workflow: string;
  /** The branch whose version of the workflow runs; asked for only where a run is started. */
  readonly defaultBranch: () => Promise<string>;
  /** The run that acts; `null`: the app. */
  readonly run: RunReference | null;
  readonly author: CommitIdentity;
}

/**
 * The effects of the ledger's protocols on GitHub.
 *
 * @param store how it comes to the ledger itself: alone, or in rounds with others of its process.
 */
export function gitHubLedgerWorld(
  options: GitHubLedgerWorld,
  store: LedgerStore = gitHubLedgerStore(options),
): LedgerWorld {
  const { github, board, project, home, run, author } = options;
  let known: Extract<Answers['read-ledger'], { kind: 'ledger' }> | undefined;
  return {
    ...store,
    async 'read-ledger'(effect) {
      const answer = await store['read-ledger'](effect);
      if (answer.kind === 'ledger') known = answer;
      return answer;
    },
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
        return { kind: 'written', ...(await board.writeAndSee(itemOf(item), to)) };
      } catch (error) {
        const why = explain(error);
        if (!isInDoubt(error) && hasMark(why.reason, 'endsMove')) return { kind: 'denied', ...why };
        const tookEffect = error instanceof ProviderError && error.tookEffect;
        return { kind: 'ambiguous', ...why, ...(tookEffect && { tookEffect }) };
      }
    },
    'ask-runs': ({ runs }) =>
      askRuns(github, home, runs, {
        self: run,
        now: known?.readAt ?? '',
        knownSince: (asked) => known && knownSince(known.state, asked),
      }),
    async send({ key, dispatch }) {
      const { agent, item, cause } = dispatch;
      const inputs = agentInputs({ project, agent, item, cause, key });
      try {
        const ref = await options.defaultBranch();
        const { workflow } = options;
        const { runId, url } = await dispatchWorkflow(github, home, { workflow, ref, inputs });
        return { kind: 'sent', run: runId ?? null, ...(url !== undefined && { url }) };
      } catch (error) {
        return { kind: isInDoubt(error) ? 'ambiguous' : 'denied', ...explain(error) };
      }
    },
    fence: ({ item }) => {
      const id = itemOf(item);
      return fenceItem(github, { item: id, branch: branchName(project, id), author });
    },
  };
}

function isInDoubt(error: unknown): boolean {
  return error instanceof ProviderError && error.ambiguous;
}

function explain(error: unknown): { readonly reason: Reason; readonly message: string } {
  if (!(error instanceof ProviderError)) throw error;
  const { reason, message } = error;
  return { reason, message };
}

function itemOf(key: ItemKey): ItemId {
  const item = parseItemId(key);
  if (!item) throw new Error(`${key} is no item`);
  return item;
}

/** Since when the ledger names a run, in whatever part: ISO 8601, UTC. `undefined`: it does not name it. */
export function knownSince(state: LedgerState, run: RunReference): string | undefined {
  const times = [
    ...Object.values(state.claims).flatMap((claim) => (isSameRun(claim.run, run) ? [claim.since] : [])),
    ...Object.values(state.items).flatMap(({ move }) =>
      move?.run && isSameRun(move.run, run) ? [move.at] : [],
    ),
    ...Object.values(state.dispatches).flatMap(({ sent, acceptedBy, at }) =>
      sent === run.id || acceptedBy?.id === run.id ? [at] : [],
    ),
  ];
  return times.sort((one, other) => Date.parse(one) - Date.parse(other))[0];
}
