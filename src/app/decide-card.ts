import { openBoard } from '../boards/open-board.ts';
import { isAmbiguous } from '../core/board-item.ts';
import type { Config } from '../core/config/config.ts';
import { formatItemId, type ItemId, isSameItem } from '../core/item-id.ts';
import { ProviderError } from '../core/provider-error.ts';
import { possibleStages } from '../core/resolve-states.ts';
import { skipStage } from '../core/routing/route.ts';
import { isSameName } from '../core/states.ts';
import { projectName } from '../core/text/projects-board.ts';
import { readCard } from '../github/projects/read-card.ts';
import type { GitHub } from '../github/wire/client.ts';
import type { RoundsByLedger } from '../ledger/rounds-by-ledger.ts';
import { type EventDecision, eventFailed, skipped } from '../orchestration/event-decision.ts';
import type { Runtime } from '../orchestration/runtime.ts';
import { carryOutAsApp, routeAsApp } from './carry-out-as-app.ts';
import { type ConfigSource, type KnownConfig, warned } from './config-source.ts';
import type { Home, HomeDirectory } from './home-directory.ts';
import { type CardEvent, readCardEvent } from './read-card-event.ts';

export interface AppState {
  readonly configs: ConfigSource;
  readonly homes: HomeDirectory;
  readonly runtime: Runtime;
  readonly rounds: RoundsByLedger;
}

export type CardLook =
  | { readonly kind: 'decided'; readonly decision: EventDecision }
  | { readonly kind: 'open'; readonly event: CardEvent };

/** What can be decided at once: most cards that are moved concern no agent. */
export function decideCardAtOnce(payload: unknown, appState: AppState): CardLook {
  const reading = readCardEvent(payload);
  switch (reading.kind) {
    case 'invalid':
      return { kind: 'decided', decision: eventFailed('payload-invalid', reading.detail) };
    case 'skip': {
      const { reason, detail, subject } = reading;
      return { kind: 'decided', decision: { ...skipped(reason, detail), subject } };
    }
    case 'card': {
      const { event } = reading;
      const decision = skipAtOnce(event, appState);
      return decision
        ? { kind: 'decided', decision: { ...decision, subject: event.card } }
        : { kind: 'open', event };
    }
  }
}

function skipAtOnce(event: CardEvent, { configs, homes }: AppState): EventDecision | undefined {
  const { organization: owner, number } = event;
  const project = number === undefined ? homes.projectOf(event.project) : { owner, number };
  const known = project && homes.recall(project);
  if (!project || !known) return undefined;
  if (known.length === 0) return nobodys(projectName(project));
  const skips = known.map(({ repository }) => {
    const config = configs.recall(repository);
    return config?.kind === 'config' ? skipByPayload(event, config.config) : undefined;
  });
  return skips.every((skip) => skip !== undefined) ? skips[0] : undefined;
}

/** What the payload says is enough to see that nobody is concerned; who acts reads the board. */
function skipByPayload({ field, to }: CardEvent, config: Config): EventDecision | undefined {
  const { board } = config;
  if (board.type !== 'github-projects') return undefined;
  const isOurField =
    field === undefined || field.id === board.field || isSameName(field.name ?? board.field, board.field);
  // A field that is configured by its id may have any name.
  if (!isOurField && !board.field.startsWith('PVT')) {
    return skipped('no-trigger', `the field ${field?.name} is not the state of ${config.project}`);
  }
  if (!to) return undefined;
  const stages = possibleStages(to, board.states);
  if (stages.length === 0) return skipped('not-a-stage', `"${to.name}" is not a stage of ${config.project}`);
  const skips = stages.map((stage) => skipStage(stage, config));
  const [first] = skips;
  return first && skips.every((skip) => skip !== undefined) ? skipped(first.reason, first.detail) : undefined;
}

/** Asks whose the project is, and where the item is now; decides, and carries the decision out. */
export async function decideCardOnGitHub(
  event: CardEvent,
  { github, ...appState }: AppState & { readonly github: GitHub },
): Promise<EventDecision> {
  try {
    return await decideCard(event, github, appState);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { ...eventFailed(error.reason, error.message), subject: event.card };
  }
}

async function decideCard(event: CardEvent, github: GitHub, appState: AppState): Promise<EventDecision> {
  const card = await readCard(github, event.card);
  if (card.kind === 'gone') {
    return { ...skipped('no-stage', 'the card has left the board'), subject: event.card };
  }
  appState.homes.learnProject(event.project, card.project);
  const homes = await appState.homes.find(card.project, github);
  if (homes.length === 0) return { ...nobodys(projectName(card.project)), subject: event.card };
  if (card.kind === 'other') {
    return { ...skipped('no-stage', 'the card is archived, or shows nothing visible'), subject: event.card };
  }
  const { item } = card;
  const decision = await decideItem(event, item, { ...appState, github, ofBoard: homes });
  return { ...decision, subject: formatItemId(item) };
}

interface ItemSurroundings extends AppState {
  readonly github: GitHub;
  /** The homes of the board that the card is on. */
  readonly ofBoard: readonly Home[];
}

async function decideItem(
  event: CardEvent,
  item: ItemId,
  { github, ofBoard, configs, homes, runtime, rounds }: ItemSurroundings,
): Promise<EventDecision> {
  const candidates: { readonly home: Home; readonly known: Known }[] = [];
  for (const home of ofBoard) {
    const read = await configs.read(home.repository, github);
    if (read.kind === 'failed') return eventFailed(read.reason, read.message);
    if (read.kind === 'config' && isPartOf(item, read.config)) candidates.push({ home, known: read });
  }
  const [only, ...others] = candidates;
  if (!only) return skipped('item-foreign', `${formatItemId(item)} is in no repository of the project`);
  if (others.length > 0) {
    const names = candidates.map(({ home }) => `${home.repository.owner}/${home.repository.repository}`);
    return eventFailed('config-invalid', `${names.join(' and ')} both say that the item is theirs`);
  }
  const { known, home } = only;
  return warned(
    await decideByConfig(event, item, { github, homes, runtime, rounds, home, config: known.config }),
    known,
  );
}

type Known = Extract<KnownConfig, { kind: 'config' }>;

interface HomeSurroundings extends Pick<ItemSurroundings, 'github' | 'homes' | 'runtime' | 'rounds'> {
  readonly home: Home;
  readonly config: Config;
}

async function decideByConfig(
  event: CardEvent,
  item: ItemId,
  { home, config, ...surroundings }: HomeSurroundings,
): Promise<EventDecision> {
  if (config.board.type !== 'github-projects') return nobodys(config.project);
  const found = await openBoard(config, surroundings).read(item);
  const [state] = found?.states ?? [];
  if (!found || !state) return skipped('no-stage', 'the item is in no stage of the board');
  if (isAmbiguous(found)) return skipped('state-ambiguous', 'the board shows the item twice');
  if (event.to && event.to.id !== state.id) {
    return skipped('state-changed', `it went to "${event.to.name}", and is in "${state.name}" by now`);
  }
  const entered = { type: 'item-entered', item, stage: state.stage } as const;
  const routing = routeAsApp(entered, config);
  if (routing.kind === 'skip') return skipped(routing.reason, routing.detail);
  const { defaultBranch } = home;
  return carryOutAsApp(routing.intents, { ...surroundings, config, event: entered, defaultBranch });
}

function isPartOf(item: ItemId, { repositories }: Config): boolean {
  return repositories.some((one) => isSameItem({ ...one, number: item.number }, item));
}

function nobodys(project: string): EventDecision {
  return skipped('no-trigger', `no configuration names ${project}`);
}
