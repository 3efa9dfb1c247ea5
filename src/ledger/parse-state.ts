import * as z from 'zod';
import { LEDGER_VERSION, type LedgerState, ledgerStateSchema } from '../core/ledger/ledger-state.ts';
import { MIGRATIONS, type Migrations } from './migrations.ts';

export type ParsedState =
  | { readonly kind: 'state'; readonly state: LedgerState }
  | { readonly kind: 'newer'; readonly version: number }
  /** Of a known version, and of a form that this one does not know. */
  | { readonly kind: 'unknown-form'; readonly problems: readonly string[] }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

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
  const { issues } = parsed.error;
  const unknown = issues.filter((issue) => isUnknownForm(issue, raw));
  if (unknown.length > 0) return { kind: 'unknown-form', problems: describe(unknown) };
  return { kind: 'invalid', problems: describe(issues) };
}

type Issue = z.core.$ZodIssue;

/** Damage does not bring forth a key more, or a word in place of another: somebody has written what this one does not know. */
function isUnknownForm({ code, path }: Issue, state: object): boolean {
  if (code === 'unrecognized_keys') return true;
  const value = path.reduce<unknown>((whole, key) => (whole as Record<PropertyKey, unknown>)[key], state);
  return code === 'invalid_value' && typeof value === 'string';
}

function describe(issues: readonly Issue[]): readonly string[] {
  return issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
