import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { actionTables } from './generators/action-tables.ts';
import { agentsPage } from './generators/agents-page.ts';
import { appManifestFile } from './generators/app-manifest-file.ts';
import { appTables } from './generators/app-tables.ts';
import { appWorkflowExample } from './generators/app-workflow-example.ts';
import { configJsonSchema } from './generators/config-json-schema.ts';
import { configPage } from './generators/config-page.ts';
import { dependenciesPage } from './generators/dependencies-page.ts';
import { environmentTable } from './generators/environment-table.ts';
import { incidentTables } from './generators/incident-table.ts';
import { reasonsPage } from './generators/reasons-page.ts';
import { shippedAgentsFile } from './generators/shipped-agents.ts';
import { toolsPage } from './generators/tools-page.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const generators = [
  shippedAgentsFile,
  configJsonSchema,
  configPage,
  reasonsPage,
  dependenciesPage,
  agentsPage,
  toolsPage,
  appWorkflowExample,
  appManifestFile,
  appTables,
  environmentTable,
  actionTables,
  ...incidentTables,
];
const root = join(import.meta.dirname, '../..');

for (const { file, render } of generators) {
  const path = join(root, file);
  const current = await readFile(path, 'utf8').catch(() => '');
  try {
    const rendered = await render(root, current);
    if (rendered === current) continue;
    if (values.check) {
      console.error(`${file} is stale; run npm run generate`);
      process.exitCode = 1;
    } else {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, rendered);
      console.log(`wrote ${file}`);
    }
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
