import { environmentSchema } from '../../app/environment.ts';
import { betweenMarkers } from './between-markers.ts';
import type { Generator } from './generator.ts';
import { table } from './table.ts';

/** The variables of the app's server in the page on setting up. */
export const environmentTable: Generator = {
  file: 'docs/setup.md',
  render: async (_, current) => {
    const rows = Object.entries(environmentSchema.shape).map(([name, schema]) => {
      const { data: usual } = schema.safeParse(undefined);
      return [`\`${name}\``, usual === undefined ? '' : `\`${usual}\``, schema.description ?? ''];
    });
    return betweenMarkers(current, 'environment', table(['variable', 'default', 'what it is'], rows));
  },
};
