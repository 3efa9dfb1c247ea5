import { branchName } from '../branch-name.ts';
import { type ItemId, itemKey } from '../item-id.ts';
import { itemSubject } from './claim-subject.ts';
import { requireHeld, type Warrant } from './warrant.ts';

declare const held: unique symbol;

/**
 * The one branch of an item, for a run that may write to it. Only `heldBranch` makes one, from a warrant for the item, so
 * that no run can push to the branch of another item, or open its pull request.
 */
export interface HeldBranch {
  readonly [held]: true;
  readonly item: ItemId;
  readonly name: string;
}

interface BranchOptions {
  /** Key of the project. */
  readonly project: string;
  readonly item: ItemId;
  /** Makes another branch of it, where the one is to be shown missing. */
  readonly suffix?: string;
}

export function heldBranch(warrant: Warrant, { project, item, suffix = '' }: BranchOptions): HeldBranch {
  requireHeld(warrant, [itemSubject(itemKey(item))]);
  // The brand exists for the compiler alone.
  return { item, name: `${branchName(project, item)}${suffix}` } as HeldBranch;
}
