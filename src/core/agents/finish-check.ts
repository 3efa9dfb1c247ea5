import type { Reason } from '../reasons.ts';

/** How an agent can say that its work ended. */
export const FINISH_OUTCOMES = ['done', 'question', 'not-needed', 'blocked'] as const;

export type FinishOutcome = (typeof FINISH_OUTCOMES)[number];

/** Where the work of an engine is, seen by us: in the files of its checkout, somewhere else, nowhere, or unusable. */
export type SeenWork = 'commit' | 'elsewhere' | 'nothing' | 'filtered';

export type HandedBack = Extract<Reason, 'question-asked' | 'work-not-needed' | 'work-blocked'>;

export type FinishCheck =
  /** There are changes to publish. */
  | { readonly kind: 'met' }
  /** The agent wants no pull request, and a person has to look at what it says. */
  | { readonly kind: 'handed-back'; readonly reason: HandedBack }
  | { readonly kind: 'unmet'; readonly work: Exclude<SeenWork, 'commit'>; readonly claimsDone: boolean };

const HANDED_BACK = {
  question: 'question-asked',
  'not-needed': 'work-not-needed',
  blocked: 'work-blocked',
} as const satisfies Partial<Record<FinishOutcome, HandedBack>>;

/**
 * Whether an agent that owes a pull request has come to an end. What it says counts only if it says that there is to be no
 * pull request; that its work is done is seen in the files.
 *
 * @param said what it said last, if it said how its work ended.
 */
export function checkFinish(work: SeenWork, said: FinishOutcome | undefined): FinishCheck {
  if (said !== undefined && said !== 'done') return { kind: 'handed-back', reason: HANDED_BACK[said] };
  return work === 'commit' ? { kind: 'met' } : { kind: 'unmet', work, claimsDone: said === 'done' };
}
