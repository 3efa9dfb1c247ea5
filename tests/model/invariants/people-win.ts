import type { ItemKey } from '../../../src/core/ledger/claim-subject.ts';
import { MERGE_FROM } from '../../../src/core/routing/route.ts';
import type { Stage } from '../../../src/core/stages.ts';
import type { Spec } from '../actors/spec.ts';
import { changeOf } from '../world/cell.ts';
import type { World } from '../world/world.ts';
import type { Invariant, Taken } from './invariant.ts';

/** I7: what a person did is never undone by a process that could know of it. */
export const peopleWin: Invariant = {
  id: 'I7',
  promise: 'people win',
  broken: (taken) =>
    undoesKnownMove(taken) ?? takesFromElsewhere(taken) ?? takesBack(taken) ?? restartsCancelled(taken),
};

/**
 * What no software can keep on GitHub: a write never undoes a person's move, known or not. Not an invariant; the negative
 * controls break it.
 */
export const peopleWinAlways: Invariant = {
  id: 'I7',
  promise: 'people win, even where nobody can know',
  broken: ({ before, step: { happened } }) => {
    if (happened?.kind !== 'written') return undefined;
    const { by, item, over } = happened;
    const cell = before.cells[item];
    const change = cell && changeOf(cell, over);
    return change?.by === 'person' && by.decidedOn[item] !== over && over > 0
      ? `${by.name} wrote over a person's move of ${item} to ${change.stage}`
      : undefined;
  },
};

function undoesKnownMove({ before, step: { happened } }: Taken): string | undefined {
  if (happened?.kind !== 'written') return undefined;
  const { by, item, over, to } = happened;
  const cell = before.cells[item];
  const change = cell && changeOf(cell, over);
  const decidedOn = by.decidedOn[item] ?? by.saw[item];
  const isPersons = change?.by === 'person' && decidedOn !== over && change.stage !== to;
  // Two labels may be half of its own write: that they are a person's cannot be seen.
  const isKnown = (by.knows[item] ?? -1) >= over && !cell?.ambiguous;
  return isPersons && isKnown
    ? `${by.name} undid a person's move of ${item} to ${change.stage}, which it had seen`
    : undefined;
}

/** Items that are not where the role takes them from were put there by somebody for a reason. */
function takesFromElsewhere({ step: { happened } }: Taken): string | undefined {
  if (happened?.kind !== 'appended') return undefined;
  for (const event of happened.entry.events) {
    if (event.type !== 'move-decided') continue;
    const { stage } = event.move.read;
    if (stage === null || !sourcesOf(happened.by.spec).includes(stage)) {
      return `${happened.by.name} took ${event.item} from ${stage}, where it does not take items from`;
    }
  }
  return undefined;
}

/** The reconciler starts an item again that an agent has left in progress, and none that a person has put there. */
function takesBack({ before, step: { happened } }: Taken): string | undefined {
  if (happened?.kind !== 'appended' || happened.by.spec.role !== 'reconciler') return undefined;
  for (const event of happened.entry.events) {
    if (event.type !== 'move-decided' || event.move.to !== 'todo') continue;
    const number = happened.by.saw[event.item] ?? 0;
    const cell = before.cells[event.item];
    // The first place is that of the story.
    if (cell && number > 0 && changeOf(cell, number).by === 'person') {
      return `${happened.by.name} takes ${event.item} from where a person has put it`;
    }
  }
  return undefined;
}

function sourcesOf(spec: Spec): readonly Stage[] {
  switch (spec.role) {
    case 'backlog-manager':
      return ['backlog'];
    case 'implementation':
      return ['todo', 'in-progress'];
    case 'mover':
      return [spec.from];
    case 'merger':
      return MERGE_FROM;
    case 'reconciler':
      return ['in-progress'];
    case 'publisher':
      return ['in-progress'];
    case 'router':
      return [];
    case 'app':
      return spec.events.flatMap(sourcesOf);
  }
}

/** Nobody but a person starts again what a person cancelled. */
function restartsCancelled({ step: { happened, name }, before }: Taken): string | undefined {
  if (happened?.kind === 'appended') {
    const { by, entry } = happened;
    for (const event of entry.events) {
      if (!('requests' in event)) continue;
      const restarted = event.requests.find(
        ({ dispatch: { item } }) => item !== null && by.aware.includes(item) && isStopped(before, item),
      );
      if (restarted) return `${by.name} asked for ${restarted.key}, whose last run a person cancelled`;
    }
  }
  if (name.includes(': send ')) {
    const sender = before.processes.find((process) => name.startsWith(`${process.name}: `));
    const effect = sender?.scene.effect;
    if (
      effect?.kind === 'send' &&
      effect.dispatch.item !== null &&
      sender?.aware.includes(effect.dispatch.item) &&
      isStopped(before, effect.dispatch.item)
    ) {
      return `${sender.name} started ${effect.key} again, which a person had cancelled`;
    }
  }
  return undefined;
}

function isStopped({ stopped }: World, item: ItemKey): boolean {
  return stopped.some((one) => one.item === item);
}
