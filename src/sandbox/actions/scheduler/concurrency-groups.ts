/**
 * GitHub's rules for concurrency groups, as a pure function of state and event.
 *
 * What must hold: a group has at most one holder; whoever entered is a holder, pending or cancelled, never lost;
 * with `queue: single` at most one member is pending. Groups are per repository, across workflows and jobs, and their
 * names are case-insensitive.
 * https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency
 */
export type ConcurrencyGroups = Readonly<Record<string, ConcurrencyGroup>>;

export interface ConcurrencyGroup {
  /** As the first member wrote it. */
  readonly name: string;
  readonly holder: string;
  /** In the order in which they began to wait. */
  readonly pending: readonly string[];
}

export interface Entry {
  /** Names a run or a job; unique in the repository. */
  readonly member: string;
  readonly group: string;
  readonly queue: 'single' | 'max';
  readonly cancelInProgress: boolean;
}

export interface Entered {
  readonly groups: ConcurrencyGroups;
  readonly position: 'holds' | 'pending' | 'cancelled';
  /** Pending members that this entry replaces. They are out of the group already. */
  readonly replaced: readonly string[];
  /** A holder to be cancelled. It stays the holder until it leaves. */
  readonly interrupted: string | undefined;
}

export interface Left {
  readonly groups: ConcurrencyGroups;
  /** The member that holds the group from now on. */
  readonly admitted: string | undefined;
}

/** Beyond these, `queue: max` cancels the newcomer. */
export const maxPending = 100;

export const noGroups: ConcurrencyGroups = {};

export function enterGroup(groups: ConcurrencyGroups, entry: Entry): Entered {
  const key = entry.group.toLowerCase();
  const group = groups[key];
  if (group === undefined) {
    const created = { name: entry.group, holder: entry.member, pending: [] };
    return { groups: { ...groups, [key]: created }, position: 'holds', replaced: [], interrupted: undefined };
  }
  const interrupted = entry.cancelInProgress ? group.holder : undefined;
  if (entry.queue === 'max') {
    if (group.pending.length >= maxPending)
      return { groups, position: 'cancelled', replaced: [], interrupted };
    const waiting = { ...group, pending: [...group.pending, entry.member] };
    return { groups: { ...groups, [key]: waiting }, position: 'pending', replaced: [], interrupted };
  }
  // Undocumented: which rule decides when members of one group ask for different queues. Here it is the newcomer's.
  const waiting = { ...group, pending: [entry.member] };
  return { groups: { ...groups, [key]: waiting }, position: 'pending', replaced: group.pending, interrupted };
}

/** A member is over or was cancelled, whether it held the group or waited for it. */
export function leaveGroup(groups: ConcurrencyGroups, name: string, member: string): Left {
  const key = name.toLowerCase();
  const { [key]: group, ...others } = groups;
  if (group === undefined) return { groups, admitted: undefined };
  if (group.holder !== member) {
    const pending = group.pending.filter((waiting) => waiting !== member);
    return { groups: { ...groups, [key]: { ...group, pending } }, admitted: undefined };
  }
  const [admitted, ...pending] = group.pending;
  if (admitted === undefined) return { groups: others, admitted: undefined };
  return { groups: { ...groups, [key]: { ...group, holder: admitted, pending } }, admitted };
}
