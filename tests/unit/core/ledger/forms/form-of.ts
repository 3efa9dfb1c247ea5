import { join } from 'node:path';
import * as z from 'zod';
import { ENTRY_VERSION, entrySchema } from '../../../../../src/core/ledger/ledger-event.ts';
import { LEDGER_VERSION, ledgerStateSchema } from '../../../../../src/core/ledger/ledger-state.ts';

/** What is written on the ledger's branch, in its present version. */
export const FORMS = [
  { name: 'state', version: LEDGER_VERSION, schema: ledgerStateSchema, raise: 'LEDGER_VERSION' },
  { name: 'entry', version: ENTRY_VERSION, schema: entrySchema, raise: 'ENTRY_VERSION' },
] as const;

type Form = Pick<(typeof FORMS)[number], 'name'> & { readonly version: number };

/** Where the form of a version was recorded when the version was new. */
export function recordedAt({ name, version }: Form): string {
  return join(import.meta.dirname, `${name}-${version}.json`);
}

/** The JSON Schema, without the pattern of a time, which is the library's. */
export function formOf({ schema }: Pick<(typeof FORMS)[number], 'schema'>): object {
  const override = ({ jsonSchema }: { readonly jsonSchema: { format?: string; pattern?: string } }) => {
    if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  };
  return z.toJSONSchema(schema, { override });
}
