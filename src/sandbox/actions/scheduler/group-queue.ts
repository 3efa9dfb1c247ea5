import {
  type ConcurrencyGroups,
  type Entry,
  enterGroup,
  leaveGroup,
  noGroups,
} from './concurrency-groups.ts';

/** A run or a job, as its group sees it. */
export interface Member {
  /** It holds the group now. */
  admit(): void;
  /** It waits no longer, or has to end while it runs. */
  cancel(message: string): void;
}

export interface Admission {
  position: 'holds' | 'pending' | 'cancelled';
  /** Cancels whomever the newcomer displaces. Called once the newcomer is on record. */
  displace(): void;
}

/** Keeps the groups of all repositories and tells members what happens to them. The rules are in concurrency-groups. */
export class GroupQueue {
  readonly #repositories = new Map<string, ConcurrencyGroups>();
  readonly #members = new Map<string, Member>();

  enter(repository: string, entry: Entry, member: Member): Admission {
    const { groups, position, replaced, interrupted } = enterGroup(this.of(repository), entry);
    this.#repositories.set(repository.toLowerCase(), groups);
    if (position !== 'cancelled') this.#members.set(entry.member, member);
    const displace = (): void => {
      const message = `Canceling since a higher priority waiting request for '${entry.group}' exists`;
      for (const one of [...replaced, ...(interrupted === undefined ? [] : [interrupted])]) {
        this.#members.get(one)?.cancel(message);
      }
    };
    return { position, displace };
  }

  leave(repository: string, group: string, member: string): void {
    this.#members.delete(member);
    const { groups, admitted } = leaveGroup(this.of(repository), group, member);
    this.#repositories.set(repository.toLowerCase(), groups);
    if (admitted !== undefined) this.#members.get(admitted)?.admit();
  }

  of(repository: string): ConcurrencyGroups {
    return this.#repositories.get(repository.toLowerCase()) ?? noGroups;
  }
}
