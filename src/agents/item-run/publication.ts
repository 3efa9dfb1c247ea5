import type { SourceRepository } from '../git/source-repository.ts';
import type { Untouched } from '../git/untouched.ts';
import type { Assignment } from './assignment.ts';
import type { ItemBranch } from './item-branch.ts';

/** What is known of the work of an item before its engine starts, and needed when it has ended. */
export interface Publication {
  readonly assignment: Assignment;
  /** Ours to write to. */
  readonly branch: ItemBranch;
  readonly base: string;
  readonly source: SourceRepository;
  readonly untouched: Untouched;
  /** Head of the branch when it was read; `undefined`: there was no such branch. */
  readonly expectedHead: string | undefined;
  /** The item as it was read: its author's words. */
  readonly title: string;
  readonly body: string;
  /** The team's template of pull requests. */
  readonly template: string | undefined;
  readonly runUrl: string;
  /** Takes down a fact for the run's summary. */
  readonly note: (fact: string) => void;
}
