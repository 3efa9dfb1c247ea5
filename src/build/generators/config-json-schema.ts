import * as z from 'zod';
import { configSchema } from '../../core/config/schema.ts';
import type { Generator } from './generator.ts';

/** Draft 7 is what YAML plug-ins of editors understand. */
export const configJsonSchema: Generator = {
  file: 'docs/interlock.schema.json',
  render: async () => {
    const schema = z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' });
    return `${JSON.stringify({ ...schema, title: 'Interlock configuration' }, null, 2)}\n`;
  },
};
