import { ProviderError } from '../core/provider-error.ts';
import { type Advice, notLookedAt } from '../core/text/doctor/advice.ts';

/** What can be looked at, each by itself. */
export const CHECKS = [
  'access',
  'config',
  'workflow',
  'concurrency',
  'condition',
  'permissions',
  'router',
  'ledger',
  'app',
  'board',
  'pull-requests',
  'protections',
  'secrets',
  'engines',
  'isolation',
  'schedules',
  'paused',
] as const;

export type CheckName = (typeof CHECKS)[number];

/**
 * - `error`: something will not work, or is not safe;
 * - `unknown`: it could not be looked at, so nobody knows;
 * - `warning`: it works, and somebody should know.
 */
export type Level = 'error' | 'unknown' | 'warning' | 'ok';

export interface Finding extends Advice {
  readonly check: CheckName;
  readonly level: Level;
}

/** A finding of a check that does not know its own name yet. */
export type CheckVerdict = Omit<Finding, 'check'>;

export const error = (advice: Advice): CheckVerdict => ({ level: 'error', ...advice });
export const warning = (advice: Advice): CheckVerdict => ({ level: 'warning', ...advice });
export const unknown = (advice: Advice): CheckVerdict => ({ level: 'unknown', ...advice });
export const ok = (message: string): CheckVerdict => ({ level: 'ok', message, remedy: '' });

export type LevelCounts = Readonly<Record<Level, number>>;

export function countLevels(findings: readonly Finding[]): LevelCounts {
  const count = (level: Level): number => findings.filter((finding) => finding.level === level).length;
  return { error: count('error'), warning: count('warning'), unknown: count('unknown'), ok: count('ok') };
}

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
