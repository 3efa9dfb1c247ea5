import type { ClaimSubject, ItemKey } from '../../../src/core/ledger/claim-subject.ts';
import type { RunReference } from '../../../src/core/ledger/run-reference.ts';
import type { Stage } from '../../../src/core/stages.ts';

/** Who a process is. Plain data, so that its play can be begun again at any time. */
export type Spec =
  | { readonly role: 'backlog-manager'; readonly run: RunReference; readonly key: string | null }
  | {
      readonly role: 'implementation';
      readonly run: RunReference;
      readonly key: string | null;
      readonly item: ItemKey;
      /** What it claims, in this order; left out: the item. */
      readonly subjects?: readonly ClaimSubject[];
    }
  /** `task: move` in a workflow of the user's: a guarded move under no claim. */
  | {
      readonly role: 'mover';
      readonly run: RunReference;
      readonly item: ItemKey;
      readonly from: Stage;
      readonly to: Stage;
    }
  /** The app, told of an item that entered a stage. */
  | { readonly role: 'router'; readonly number: number; readonly item: ItemKey; readonly enters: Stage }
  /** The app, told of a merge. */
  | { readonly role: 'merger'; readonly number: number; readonly item: ItemKey }
  /** The app, told of several things at once. */
  | {
      readonly role: 'app';
      readonly number: number;
      readonly events: readonly Extract<Spec, { role: 'router' | 'merger' }>[];
    }
  | { readonly role: 'reconciler'; readonly number: number }
  /** What is left of an implementation that GitHub lost in the middle of its work: it has yet to publish. */
  | {
      readonly role: 'publisher';
      readonly run: RunReference;
      readonly item: ItemKey;
      /** Where the branch stood when it began. */
      readonly lease: number;
    };

export function nameOf(spec: Spec): string {
  if (!('run' in spec)) return `${spec.role} ${spec.number}`;
  const { id, attempt } = spec.run;
  return `${spec.role} ${id}${attempt > 1 ? `.${attempt}` : ''}`;
}
