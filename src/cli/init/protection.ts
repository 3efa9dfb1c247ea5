import type { Config } from '../../core/config/config.ts';
import { LEDGERS, missingProtections, type Protection } from '../../core/ledger-protection.ts';
import { ProviderError } from '../../core/provider-error.ts';
import { hasMark } from '../../core/reasons.ts';
import { ledgerProtected, ledgerStaysUnprotected } from '../../core/text/init.ts';
import { type BranchRule, listBranchRules } from '../../github/repositories/branch-rules.ts';
import { createRuleset } from '../../github/repositories/create-ruleset.ts';
import type { GitHub } from '../../github/wire/client.ts';
import { type LedgerPlace, ledgerPlace } from '../../ledger/ledger-place.ts';

/** Of the project's ledger, what no ruleset forbids yet. */
export interface MissingProtection {
  readonly place: LedgerPlace;
  readonly rules: readonly Protection[];
}

export async function missingProtection(
  config: Config,
  github: GitHub,
): Promise<MissingProtection | undefined> {
  if (config.ledger === 'off') return undefined;
  const place = ledgerPlace(config);
  const there = await rulesOf(place, github);
  const rules = there ? missingProtections(there) : [];
  return rules.length > 0 ? { place, rules } : undefined;
}

/** `undefined` where GitHub shows none: not every plan has them for private repositories. The doctor says so. */
async function rulesOf(
  { home, branch }: LedgerPlace,
  github: GitHub,
): Promise<readonly BranchRule[] | undefined> {
  try {
    return await listBranchRules(github, home, branch);
  } catch (error) {
    if (!(error instanceof ProviderError) || error.reason !== 'permission-missing') throw error;
    return undefined;
  }
}

/** What is said of it: not everybody who sets a project up may make rules, and one of that name may be there and not be active. */
export async function protectLedger(github: GitHub, { place, rules }: MissingProtection): Promise<string> {
  try {
    const ruleset = { name: 'Interlock ledgers', branches: LEDGERS, rules };
    await createRuleset(github, place.home, ruleset, place.branch);
    return ledgerProtected(LEDGERS, place.home);
  } catch (error) {
    if (!(error instanceof ProviderError) || !hasMark(error.reason, 'isRefusal')) throw error;
    return ledgerStaysUnprotected(error.message);
  }
}
