import * as z from 'zod';

/** One attempt of one workflow run in the home repository. */
export const runReferenceSchema = z.strictObject({
  id: z.int().positive(),
  /** GitHub counts from 1, and up when somebody presses "Re-run". */
  attempt: z.int().positive(),
});

export type RunReference = z.infer<typeof runReferenceSchema>;

export function isSameRun(one: RunReference, other: RunReference): boolean {
  return one.id === other.id && one.attempt === other.attempt;
}
