import { type AgentRegistry, runnableAgents } from '../agents/agent-registry.ts';
import {
  type ConfiguredAgent,
  fillerOf,
  pullRequestAgents,
  startedBy,
  takesPlace,
} from '../agents/project-agents.ts';
import { enteredTrigger, finishedTrigger, MERGED_TRIGGER } from '../agents/triggers.ts';
import type { Config } from '../config/config.ts';
import { formatItemId, type ItemId, type RepositoryName } from '../item-id.ts';
import type { Router } from '../mode.ts';
import type { Reason } from '../reasons.ts';
import { parseRunName } from '../run-name.ts';
import type { Stage } from '../stages.ts';
import { isSameName, type States } from '../states.ts';
import type { Event, ItemRelabeled, PullRequestMerged, RunFinished } from './event.ts';
import { isPartOfProject, linkedItems, mayBeLinked, whyNotLinked } from './linked-items.ts';

/** What an event asks for. Intents are carried out in order; each is decided again by the run or move itself. */
export type Intent =
  | { readonly kind: 'move'; readonly item: ItemId; readonly to: Stage; readonly expected: readonly Stage[] }
  | { readonly kind: 'dispatch'; readonly agent: string; readonly item?: ItemId; readonly cause: string }
  /** Items whose agent was put off, because too many ran: start those for which there is a place by now. */
  | { readonly kind: 'start-waiting' };

export interface Skip {
  readonly kind: 'skip';
  readonly reason: Reason;
  readonly detail: string;
}

export type Routing = { readonly kind: 'act'; readonly intents: readonly Intent[] } | Skip;

/** States from which a merge moves an item on. Earlier ones mean that a person pulled it back. */
export const MERGE_FROM = ['todo', 'in-progress', 'in-review', 'done'] as const satisfies readonly Stage[];

/** The one place that turns events into intents. Sender is not looked at: our own moves must start agents too. */
export function route(event: Event, config: Config): Routing {
  const routing = routeEvent(event, config);
  return routing.kind === 'act' ? act(...withThoseWaiting(routing.intents, config)) : routing;
}

/**
 * Whatever starts somebody is a moment to look for items that wait too, so that none is forgotten if the end of a run
 * was not heard of. They come first: they were there first.
 */
function withThoseWaiting(intents: readonly Intent[], config: Config): readonly Intent[] {
  const first = intents.findIndex(({ kind }) => kind === 'dispatch');
  const isAsked = intents.some(({ kind }) => kind === 'start-waiting');
  if (first === -1 || isAsked || pullRequestAgents(config.agents).length === 0) return intents;
  return intents.toSpliced(first, 0, { kind: 'start-waiting' });
}

function routeEvent(event: Event, config: Config): Routing {
  const unread = skipUnread(event, config.agents.registry);
  if (unread) return unread;
  switch (event.type) {
    case 'pull-request-merged':
      return routeMerge(event, config);
    case 'item-entered':
      return isPartOfProject(event.item, config)
        ? routeEntered(event.item, event.stage, config)
        : foreign(event.item, config);
    case 'item-relabeled':
      return routeRelabeled(event, config);
    case 'run-finished':
      return routeRunFinished(event, config);
    case 'asked':
      return routeAsked(event.by, config);
  }
}

function routeAsked(by: string, { agents }: Config): Routing {
  const filler = fillerOf(agents);
  if (filler) return act(dispatchOf(filler, { cause: by }));
  return pullRequestAgents(agents).length > 0 ? act({ kind: 'start-waiting' }) : disabled('asking');
}

/** One of the two installations answers events; if this is not it, there is nothing to be done. */
export function skipForeign(router: Router, config: Config): Skip | undefined {
  return config.router === router
    ? undefined
    : skip('other-router', `events of ${config.project} are left to the ${config.router}`);
}

/** The part of `route` that holds for every configuration: what it skips needs none to be read. */
export function skipUnread(event: Event, registry: AgentRegistry): Skip | undefined {
  if (event.type === 'pull-request-merged') return skipMergeUnread(event);
  return event.type === 'run-finished' ? skipRunUnread(event, registry) : undefined;
}

function skipMergeUnread(event: PullRequestMerged): Skip | undefined {
  if (event.base !== event.defaultBranch) {
    return skip('not-default-branch', `#${event.number} was merged into ${event.base}`);
  }
  return mayBeLinked(event) ? undefined : skip('not-linked', `#${event.number} ${whyNotLinked(event)}`);
}

function skipRunUnread(
  { runId, displayTitle, conclusion }: RunFinished,
  registry: AgentRegistry,
): Skip | undefined {
  const run = parseRunName(displayTitle);
  if (!run) return skip('not-an-agent-run', `run ${runId} is not an agent's run`);
  // However it ended, there is a place now.
  if (takesPlace(run.agent, registry)) return undefined;
  const trigger = finishedTrigger(run.agent);
  if (!runnableAgents(registry).some(({ triggers }) => triggers.includes(trigger)))
    return skip('no-trigger', `nothing is chained to ${run.agent}`);
  return conclusion === 'success'
    ? undefined
    : skip('run-not-successful', `run ${runId} of ${run.agent} ended ${conclusion}`);
}

function routeMerge(event: PullRequestMerged, config: Config): Routing {
  const items = linkedItems(event, config);
  if (items.length === 0) {
    return skip('not-linked', `#${event.number} ${whyNotLinked(event)}: ${config.project} has none of it`);
  }
  const moves = items.map((item): Intent => ({ kind: 'move', item, to: 'merged', expected: MERGE_FROM }));
  const cause = `${MERGED_TRIGGER} ${nameOf(event.repository)}#${event.number}`;
  const agents = startedBy(MERGED_TRIGGER, config.agents).map((agent) => dispatchOf(agent, { cause }));
  return act(...moves, ...agents);
}

/**
 * An item has entered a stage when it carries that stage's label and no other's. A move adds the new label and then
 * takes the old one away, so most items enter by losing a label; an agent that started on the first of the two events
 * would read an item in the middle of its move.
 */
function routeRelabeled({ item, label, labels }: ItemRelabeled, config: Config): Routing {
  if (config.board.type !== 'github-labels') {
    return skip('not-a-stage', `labels are no stages of ${config.project}: its board is a GitHub project`);
  }
  if (!isPartOfProject(item, config)) return foreign(item, config);
  if (statesOf([label], config).length === 0) {
    return skip('not-a-stage', `"${label}" is not a stage of ${config.project}`);
  }
  const now = statesOf(labels, config);
  const [state] = now;
  if (!state) return skip('no-stage', `${formatItemId(item)} has left the board`);
  if (now.length > 1) {
    const names = now.map(({ name }) => `"${name}"`).join(' and ');
    return skip(
      'state-ambiguous',
      `${formatItemId(item)} is in ${names}: the end of a move is an event of its own`,
    );
  }
  return routeEntered(item, state.stage, config);
}

/** What an item's arrival in a stage starts. Who moved it there does not matter. */
export function routeEntered(item: ItemId, stage: Stage, config: Config): Routing {
  const trigger = enteredTrigger(stage);
  const cause = `${trigger} ${formatItemId(item)}`;
  const { agents } = config;
  const started = startedBy(trigger, agents);
  if (started.length > 0) return act(...started.map((agent) => dispatchOf(agent, { item, cause })));
  return runnableAgents(agents.registry).some(({ triggers }) => triggers.includes(trigger))
    ? disabled(stage)
    : skip('no-trigger', `no agent is started by entering ${stage}`);
}

/** Whether entering a stage starts no agent for any item. */
export function skipStage(stage: Stage, config: Config): Skip | undefined {
  // Stryker disable next-line ObjectLiteral: which item it is makes no difference
  const routing = routeEntered({ ...config.home, number: 1 }, stage, config);
  return routing.kind === 'skip' ? routing : undefined;
}

function foreign(item: RepositoryName, { project }: Config): Skip {
  return skip('item-foreign', `${nameOf(item)} is not a repository of ${project}`);
}

function routeRunFinished(event: RunFinished, config: Config): Routing {
  const run = parseRunName(event.displayTitle);
  if (event.workflowPath !== `.github/workflows/${config.workflow}` || !run) {
    return skip('not-an-agent-run', `run ${event.runId} is of another workflow than ${config.workflow}`);
  }
  const { agents } = config;
  const hasPlace = takesPlace(run.agent, agents.registry);
  const trigger = finishedTrigger(run.agent);
  const cause = `${trigger} ${run.subject}`;
  const chained = event.conclusion === 'success' ? startedBy(trigger, agents) : [];
  const intents: readonly Intent[] = [
    ...(hasPlace && pullRequestAgents(agents).length > 0 ? [{ kind: 'start-waiting' } as const] : []),
    ...chained.map((agent) => dispatchOf(agent, { cause })),
  ];
  return intents.length > 0 ? act(...intents) : disabled(`the end of ${hasPlace ? 'a run' : run.agent}`);
}

/** Only a state's own name is a stage label: a label "todo" is none on a board that calls that stage "Ready". */
function statesOf(labels: readonly string[], { board }: Config): States {
  return board.states.filter(({ name }) => labels.some((label) => isSameName(label, name)));
}

function nameOf({ owner, repository }: RepositoryName): string {
  return `${owner}/${repository}`;
}

/** A run is about what the agent's definition says: the item, or the project. */
function dispatchOf(
  { definition: { name, scope } }: ConfiguredAgent,
  { item, cause }: { readonly item?: ItemId; readonly cause: string },
): Intent {
  return { kind: 'dispatch', agent: name, cause, ...(scope === 'item' && item && { item }) };
}

function act(...intents: readonly Intent[]): Routing {
  return { kind: 'act', intents };
}

function skip(reason: Reason, detail: string): Skip {
  return { kind: 'skip', reason, detail };
}

function disabled(what: string): Skip {
  return skip('agent-disabled', `no enabled agent is started by ${what}`);
}

export type DispatchIntent = Extract<Intent, { kind: 'dispatch' }>;
