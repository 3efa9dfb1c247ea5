import { openBoard } from '../../boards/open-board.ts';
import type { Config } from '../../core/config/config.ts';
import { itemKey, parseItemId } from '../../core/item-id.ts';
import { type ItemKey, PROJECT_SUBJECT } from '../../core/ledger/claim-subject.ts';
import type { Sighting } from '../../core/ledger/ledger-command.ts';
import { entryOfKey } from '../../core/ledger/ledger-state.ts';
import type { LiveRun } from '../../core/ledger/rebuilt-state.ts';
import { isPublished } from '../../core/ledger/stranded.ts';
import { dispatchOfRunName, parseRunName } from '../../core/run-name.ts';
import { stateOf } from '../../core/states.ts';
import { listNewestRuns, type NewRun } from '../../github/actions/list-runs.ts';
import { listCommitMessages } from '../../github/repositories/commit-messages.ts';
import type { GitHub } from '../../github/wire/client.ts';
import type { LedgerPlace } from '../../ledger/ledger-place.ts';
import { boardWithPullRequests } from '../../orchestration/board-with-pull-requests.ts';
import { subjectsOfItem } from '../../orchestration/subjects-of-item.ts';

/** What can still be seen of a lost ledger: the runs that it started, where items are, and what is left of its log. */
export interface Evidence {
  /** The newest entry that anything speaks of; 0 if nothing does. */
  readonly newestEntry: number;
  readonly runs: readonly LiveRun[];
  readonly items: ReadonlyMap<ItemKey, Sighting>;
  /** In progress with an open pull request: the reconciler hands them on. */
  readonly published: ReadonlySet<ItemKey>;
  /** In two stages at once. */
  readonly ambiguous: readonly ItemKey[];
}

/** Runs first, then the board: a run that ends in between is still taken for alive, which only refuses. */
export async function gatherEvidence(
  github: GitHub,
  config: Config,
  { place, hasBranch }: { readonly place: LedgerPlace; readonly hasBranch: boolean },
): Promise<Evidence> {
  const messages = hasBranch ? await listCommitMessages(github, place.home, place.branch) : [];
  const newest = await listNewestRuns(github, place.home, config.workflow);
  const keys = newest.flatMap(({ displayTitle }) => entryOfKey(dispatchOfRunName(displayTitle) ?? '') ?? []);
  const runs = (await Promise.all(newest.map((run) => toLiveRun(run, { github, config })))).flat();

  const board = openBoard(config, { github });
  const hasReview = stateOf('in-review', await board.readStates()) !== undefined;
  const { inFlight } = await board.see([], { list: true });
  const named = runs.flatMap(({ item }) => (item === null ? [] : (parseItemId(item) ?? [])));
  const ids = [...new Map([...inFlight, ...named].map((id) => [itemKey(id), id])).values()];
  const { sightings } = await boardWithPullRequests(board, { github, project: config.project }).see(ids, {
    list: false,
  });
  const items = new Map<ItemKey, Sighting>();
  const ambiguous: ItemKey[] = [];
  for (const [index, id] of ids.entries()) {
    const sighting = sightings[index];
    if (sighting?.ambiguous) ambiguous.push(itemKey(id));
    else if (sighting) items.set(itemKey(id), sighting);
  }
  const published = [...items].flatMap(([item, one]) => (hasReview && isPublished(one) ? [item] : []));
  const newestEntry = Math.max(0, ...keys, ...messages.flatMap(entryOfMessage));
  return { newestEntry, runs, items, published: new Set(published), ambiguous };
}

async function toLiveRun(
  { id, attempt, displayTitle, status }: NewRun,
  { github, config }: { readonly github: GitHub; readonly config: Config },
): Promise<readonly LiveRun[]> {
  const name = parseRunName(displayTitle);
  if (!name || status === 'completed') return [];
  const item = parseItemId(name.subject);
  if (!item && name.subject !== config.project) return [];
  const dispatch = dispatchOfRunName(displayTitle) ?? '';
  const hasBegun = status === 'running';
  const held = () => (item ? subjectsOfItem({ github, config }, item) : [PROJECT_SUBJECT]);
  return [
    {
      run: { id, attempt },
      agent: name.agent,
      item: item ? itemKey(item) : null,
      subjects: hasBegun ? await held() : [],
      key: entryOfKey(dispatch) === undefined ? undefined : dispatch,
      hasBegun,
    },
  ];
}

/** The body of an entry's commit is the entry. */
function entryOfMessage(message: string): readonly number[] {
  const [, seq] = /^\{.*"seq":([1-9]\d{0,14})[,}]/m.exec(message) ?? [];
  return seq === undefined ? [] : [Number(seq)];
}
