export interface Ranked {
  rank: number;
}

/** Members in ascending order of their rank, each with a rank of its own. Finding one takes a binary search. */
export class RankedList<Member extends Ranked> {
  readonly members: Member[] = [];

  add(member: Member): void {
    this.members.splice(firstFrom(this.members, member.rank), 0, member);
  }

  /** Must be called before the member's rank changes. */
  remove(member: Member): void {
    const index = firstFrom(this.members, member.rank);
    if (this.members[index] === member) this.members.splice(index, 1);
  }
}

/** Index of the first member whose rank is at least the given one. */
export function firstFrom(members: readonly Ranked[], rank: number): number {
  let [low, high] = [0, members.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((members[middle]?.rank ?? Number.POSITIVE_INFINITY) < rank) low = middle + 1;
    else high = middle;
  }
  return low;
}
