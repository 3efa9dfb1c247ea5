import { type Advice, RUN_INIT } from './advice.ts';

export function noGroup(path: string): Advice {
  return {
    message: `${path} has no \`concurrency\` group: any number of runs work on the same backlog at once.`,
    remedy: RUN_INIT,
  };
}

export function notEvaluated(path: string, what: string, why: string): Advice {
  return { message: `GitHub cannot evaluate ${what} of ${path}: ${why}.`, remedy: RUN_INIT };
}

interface TwoGroups {
  readonly agent: string;
  readonly varied: string;
  readonly one: string;
  readonly other: string;
}

export function groupDepends({ agent, varied, one, other }: TwoGroups): Advice {
  return {
    message: `The group of ${agent} depends on ${varied} ("${one}", "${other}"): two of its runs can work at once, and choose the same item.`,
    remedy: RUN_INIT,
  };
}

export function itemGroupDepends({ agent, varied, one, other }: TwoGroups): Advice {
  return {
    message: `The group of ${agent} depends on ${varied} ("${one}", "${other}"): two of its runs can work on the same item at once.`,
    remedy: RUN_INIT,
  };
}

export function groupIgnoresItem(agent: string, group: string): Advice {
  return {
    message: `The group of ${agent} is "${group}" for every item: a waiting run is replaced by that of another item, which is then lost.`,
    remedy: RUN_INIT,
  };
}

export function groupShared(one: string, other: string, group: string): Advice {
  return {
    message: `${one} and ${other} share the group "${group}": one replaces the other while it waits, and it is lost.`,
    remedy: RUN_INIT,
  };
}

/** Unlike an agent it may be started twice at once, and needs no group. */
export function reconcilerCancels(path: string): Advice {
  return {
    message: `\`cancel-in-progress\` is true in ${path}: where reconciling takes longer than the time to the next run, it never ends.`,
    remedy: 'Set `cancel-in-progress: false`.',
  };
}

export function routerCancels(path: string, group: string): Advice {
  return {
    message: `${path} puts the runs that answer events into the group "${group}", with \`cancel-in-progress\`: an event stops the run that answers the one before it, in the middle of a move.`,
    remedy: NO_GROUP,
  };
}

/** @param isMended whether a reconciler finds what was lost. */
export function routerReplaces(path: string, group: string, isMended: boolean): Advice {
  const until = isMended ? ' until the reconciler finds out' : '';
  return {
    message: `${path} puts the runs that answer events into the group "${group}": of those that wait there GitHub keeps only the newest, and the event of a run that it replaces is lost${until}.`,
    remedy: NO_GROUP,
  };
}

const NO_GROUP = 'Remove `concurrency` from it: runs that answer events may work side by side.';

export function groupTwice(group: string): Advice {
  return {
    message: `Workflow and job name the same group "${group}": the job waits for its own workflow, and GitHub cancels it.`,
    remedy: 'Remove the `concurrency` of the job.',
  };
}

export function cancels(agent: string): Advice {
  return {
    message: `\`cancel-in-progress\` is true for ${agent}: a new run kills the one that works, in the middle of a move.`,
    remedy: 'Set `cancel-in-progress: false`.',
  };
}

export function queuesAll(agent: string): Advice {
  return {
    message: `\`queue: max\` keeps every waiting run of ${agent}, although one is enough: each is billed, and finds nothing to do.`,
    remedy: 'Leave `queue` out.',
  };
}

/** Whose run it is matters where somebody starts again what GitHub has replaced. */
export function hidesWhoCancelled(agent: string): Advice {
  return {
    message: `\`queue: max\` lets several runs of ${agent} wait for one item. If a person cancels one in the minute after another has joined it, that looks as if GitHub had replaced it, and the reconciler starts it again.`,
    remedy: 'Leave `queue` out: of the runs that wait for one item the newest is enough.',
  };
}

interface NamedGroup {
  readonly agent: string;
  readonly group: string;
}

export function groupsRight(ofProject: readonly NamedGroup[], ofItem: readonly NamedGroup[]): string {
  return [
    ...ofProject.map(({ agent, group }) => `${agent} works in "${group}" whatever caused it`),
    ...ofItem.map(({ agent, group }) => `${agent} in one group for each item ("${group}")`),
  ]
    .join('; ')
    .concat('. No run is cancelled while it works.');
}
