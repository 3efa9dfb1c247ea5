import * as z from 'zod';
import { configSchemaOf } from '../../core/config/schema.ts';
import type { Generator } from './generator.ts';
import { readRegistry } from './read-definitions.ts';

/** Draft 7 is what YAML plug-ins of editors understand. */
export const configJsonSchema: Generator = {
  file: 'docs/interlock.schema.json',
  render: async (root) => {
    const schema = z.toJSONSchema(configSchemaOf(await readRegistry(root)), {
      target: 'draft-7',
      io: 'input',
    });
    return `${JSON.stringify({ ...schema, title: 'Interlock configuration' }, null, 2)}\n`;
  },
};
