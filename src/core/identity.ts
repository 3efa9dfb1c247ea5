/** An author or committer as git writes it. */
export interface CommitIdentity {
  readonly name: string;
  readonly email: string;
}

/** Who makes Interlock's commits. A branch whose commits are all from here may start again from the base. */
export const INTERLOCK = {
  name: 'interlock[bot]',
  email: 'interlock[bot]@users.noreply.github.com',
} as const satisfies CommitIdentity;
