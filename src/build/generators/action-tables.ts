import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { betweenMarkers } from './between-markers.ts';
import type { Generator } from './generator.ts';
import { table } from './table.ts';

const manifestSchema = z.object({
  inputs: z.record(
    z.string(),
    z.object({
      description: z.string(),
      required: z.boolean().optional(),
      default: z.union([z.string(), z.boolean(), z.number()]).optional(),
    }),
  ),
  outputs: z.record(z.string(), z.object({ description: z.string() })),
});

/** The tables of the action's inputs and outputs, from `action.yml`. */
export const actionTables: Generator = {
  file: 'docs/action.md',
  render: async (root, current) => {
    const manifest = manifestSchema.parse(parse(await readFile(join(root, 'action.yml'), 'utf8')));
    const inputs = table(
      ['input', 'default', 'meaning'],
      Object.entries(manifest.inputs).map(([name, input]) => [
        `\`${name}\``,
        input.required ? 'required' : code(input.default),
        input.description,
      ]),
    );
    const outputs = table(
      ['output', 'meaning'],
      Object.entries(manifest.outputs).map(([name, { description }]) => [`\`${name}\``, description]),
    );
    return betweenMarkers(current, 'inputs', `${inputs}\n\n${outputs}`);
  },
};

function code(value: string | boolean | number | undefined): string {
  return value === undefined || value === '' ? '' : `\`${value}\``;
}
