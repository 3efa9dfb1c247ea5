import type { Config } from '../../core/config/config.ts';
import { ledgerCreated } from '../../core/text/init.ts';
import type { GitHub } from '../../github/wire/client.ts';
import { createLedger } from '../../ledger/create-ledger.ts';
import { type LedgerPlace, ledgerPlace } from '../../ledger/ledger-place.ts';
import { readLedger } from '../../ledger/read-ledger.ts';
import { CliRefusal } from '../command-context.ts';

/** The ledger that is to be made, if the configuration wants one and there is none. One that is damaged is left alone. */
export async function missingLedger(config: Config, github: GitHub): Promise<LedgerPlace | undefined> {
  if (config.ledger === 'off') return undefined;
  const place = ledgerPlace(config);
  const ledger = await readLedger(github, place);
  if (ledger.kind === 'ledger') return undefined;
  if (ledger.reason !== 'ledger-missing') throw new CliRefusal(ledger.message);
  return place;
}

export interface MadeLedger {
  /** That somebody else made it meanwhile is as good. */
  readonly isThere: boolean;
  /** What is said of it. */
  readonly line: string;
}

/** A repository to which nothing was ever pushed has to wait for its ledger: GitHub makes no branch there. */
export async function makeLedger(github: GitHub, place: LedgerPlace, id: string): Promise<MadeLedger> {
  const made = await createLedger(github, place, id);
  if (made.kind !== 'failed') return { isThere: true, line: ledgerCreated(place.branch, place.home) };
  if (made.reason === 'ledger-missing') return { isThere: false, line: made.message };
  throw new CliRefusal(made.message);
}
