import { ProviderError } from '../core/provider-error.ts';
import { type Advice, notLookedAt } from '../core/text/doctor/advice.ts';
import { type CheckVerdict, unknown } from './finding.ts';

/** What GitHub does not let us see is a finding too: that nobody knows. */
export async function orUnknown(
  look: () => Promise<readonly CheckVerdict[]>,
  advise: (message: string) => Advice = notLookedAt,
): Promise<readonly CheckVerdict[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return [unknown(advise(error.message))];
  }
}
