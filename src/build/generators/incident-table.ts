import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ALL_INTERLOCKS, isSameCombination, NO_INTERLOCKS } from '../../cli/incident/interlocks.ts';
import type { IncidentReport, Row } from '../../cli/incident/report.ts';
import { renderTable } from '../../cli/incident/table.ts';
import { betweenMarkers } from './between-markers.ts';
import type { Generator } from './generator.ts';

const SOURCE = 'docs/incident.json';

/**
 * The tables of the replay, from a recorded one: `node dist/cli/replay.js --all --json > docs/incident.json` records it.
 * The page has what `npm start -- --all` prints, and the README what `npm start` prints.
 */
export const incidentTables: readonly Generator[] = [
  tableIn('docs/replay.md', () => true),
  tableIn('README.md', ({ interlocks }) =>
    [NO_INTERLOCKS, ALL_INTERLOCKS].some((one) => isSameCombination(one, interlocks)),
  ),
];

function tableIn(file: string, isShown: (row: Row) => boolean): Generator {
  return {
    file,
    render: async (root, current) => {
      // Our own program wrote the file, and a scenario compares it with a replay.
      const { rows } = JSON.parse(await readFile(join(root, SOURCE), 'utf8')) as IncidentReport;
      const table = renderTable(rows.filter(isShown), false);
      return betweenMarkers(current, 'table', `\`\`\`text\n${table}\n\`\`\``);
    },
  };
}
