import * as z from 'zod';
import { LEDGER_VERSION, type LedgerState, ledgerStateSchema } from '../core/ledger/ledger-state.ts';

export type ParsedState =
  | { readonly kind: 'state'; readonly state: LedgerState }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

/** By the version that it takes: what makes the next one of it. */
export type Migrations = Readonly<Record<number, (state: object) => object>>;

/** Version 1 is the first, so there is nothing to migrate from yet. */
const MIGRATIONS: Migrations = {};

const versionedSchema = z.looseObject({ version: z.int() });

/** `state.json`, of this version or an older one. What is newer is refused: its rules are not known here. */
export function parseState(text: string, migrations: Migrations = MIGRATIONS): ParsedState {
  const versioned = versionedSchema.safeParse(parseJson(text));
  if (!versioned.success) return { kind: 'invalid', problems: ['it is no JSON object with a version'] };
  const { version } = versioned.data;
  if (version > LEDGER_VERSION) return { kind: 'newer', version };
  let raw: object = versioned.data;
  for (let from = version; from < LEDGER_VERSION; from += 1) {
    const migrate = migrations[from];
    if (!migrate) return { kind: 'invalid', problems: [`there never was a version ${version}`] };
    raw = migrate(raw);
  }
  const parsed = ledgerStateSchema.safeParse(raw);
  if (parsed.success) return { kind: 'state', state: parsed.data };
  const problems = parsed.error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);
  return { kind: 'invalid', problems };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
