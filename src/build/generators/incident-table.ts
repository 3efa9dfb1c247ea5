import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../../cli/incident/report.ts';
import { renderTable } from '../../cli/incident/table.ts';
import { betweenMarkers } from './between-markers.ts';
import type { Generator } from './generator.ts';

const SOURCE = 'docs/incident.json';

/** The table in the README, from a recorded replay: `node dist/cli/replay.js --all --json > docs/incident.json` records it. */
export const incidentTable: Generator = {
  file: 'README.md',
  render: async (root, current) => {
    // Our own program wrote the file, and a scenario compares it with a replay.
    const report = JSON.parse(await readFile(join(root, SOURCE), 'utf8')) as Report;
    return betweenMarkers(current, 'table', `\`\`\`text\n${renderTable(report.rows, false)}\n\`\`\``);
  },
};
