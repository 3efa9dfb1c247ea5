import type { Config } from '../../core/config/config.ts';
import type { GitHub } from '../../github/client.ts';
import { createLedger } from '../../ledger/create-ledger.ts';
import { type LedgerPlace, ledgerPlace } from '../../ledger/ledger-place.ts';
import { readLedger } from '../../ledger/read-ledger.ts';
import { Refusal } from '../refusal.ts';

/** The ledger that is to be made, if the configuration wants one and there is none. One that is damaged is left alone. */
export async function missingLedger(config: Config, github: GitHub): Promise<LedgerPlace | undefined> {
  if (config.ledger === 'off') return undefined;
  const place = ledgerPlace(config);
  const ledger = await readLedger(github, place);
  if (ledger.kind === 'ledger') return undefined;
  if (ledger.reason !== 'ledger-missing') throw new Refusal(ledger.message);
  return place;
}

/** That somebody else made it meanwhile is as good. */
export async function makeLedger(github: GitHub, place: LedgerPlace, id: string): Promise<void> {
  const made = await createLedger(github, place, id);
  if (made.kind === 'failed') throw new Refusal(made.message);
}
