import type { Call } from '../call.ts';

/** What is remembered for whoever watches. */
export interface Journal {
  calls: Call[];
  defects: string[];
  refusals: string[];
}
