import type { Reason } from '../core/reasons.ts';

/** How a call that generates ended. By the last one a driver tells an engine's success from a failure that claims success. */
export type ModelCallEnd =
  /** `isWhole` is false if the answer broke off, or reported a failure within a 200. */
  | { readonly kind: 'answered'; readonly status: number; readonly isWhole: boolean }
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** The engine hung up. */
  | { readonly kind: 'abandoned' }
  | ({ readonly kind: 'refused' } & ModelRefusal);

/** A call that the proxy did not pass on. */
export interface ModelRefusal {
  readonly reason: Extract<Reason, 'budget-spent' | 'model-call-refused'>;
  /** Says what was asked for; parts of it are the engine's own words. */
  readonly detail: string;
}

/** An engine that asks for the same thing for ever fills no memory. */
const MOST_REFUSALS = 50;

export interface CallLog {
  end(end: ModelCallEnd): void;
  refuse(refusal: ModelRefusal): void;
  last(): ModelCallEnd | undefined;
  /** The first of them. */
  refusals(): readonly ModelRefusal[];
}

export function createCallLog(onEnd?: (end: ModelCallEnd) => void): CallLog {
  let last: ModelCallEnd | undefined;
  const refusals: ModelRefusal[] = [];
  const end = (one: ModelCallEnd): void => {
    last = one;
    onEnd?.(one);
  };
  return {
    end,
    refuse: (refusal) => {
      end({ kind: 'refused', ...refusal });
      if (refusals.length < MOST_REFUSALS) refusals.push(refusal);
    },
    last: () => last,
    refusals: () => [...refusals],
  };
}
