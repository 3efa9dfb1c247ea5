import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Document, parse, parseDocument, stringify } from 'yaml';
import * as z from 'zod';
import { programRootAbove } from '../checkout/program-root.ts';
import type { IncidentBoard } from './boards/incident-board.ts';
import { type Interlocks, needsDemonstration, switchedOff } from './interlocks.ts';

/** The checkout, found alike from `src/cli/incident` and from the bundle in `dist/cli`. */
export const ROOT = programRootAbove(fileURLToPath(new URL('.', import.meta.url)));

/** The actions that the workflows name, and where their `action.yml` stands in the checkout. */
export const ACTIONS = {
  'interlock-dev/interlock': ROOT,
  'interlock-dev/demonstration': join(ROOT, 'dist/demonstration'),
};

/** The key of the project. */
export const INCIDENT_PROJECT = 'web';

const COMMIT = '1'.repeat(40);

/**
 * How patient the stand-in, the app and the action are. The replay holds calls at barriers until something else has
 * happened, and on a busy machine that takes longer than the limits that are right on GitHub.
 */
export const PATIENCE = '1000';

/**
 * The configuration of the incident. Two causes start the backlog-manager, as they did then: a merge, and the end of
 * splitting. The others are off, so that a table row has exactly two.
 */
const config = (board: string, { ledger }: Interlocks, { choosing, working }: IncidentAgents): string =>
  stringify({
    version: 1,
    project: INCIDENT_PROJECT,
    board: parse(board) as unknown,
    ledger: ledger ? 'on' : 'off',
    'max-in-flight': 1,
    isolation: 'none',
    agents: {
      'backlog-manager': { ...choosing, triggers: { 'entered-backlog': false, 'entered-merged': false } },
      implementation: working,
    },
  });

/** What does the agents' work, as the configuration says it. */
export interface IncidentAgents {
  /** The backlog-manager's. */
  readonly choosing: object;
  /** The implementation's. */
  readonly working: object;
  /** Environment of the step that runs them. */
  readonly env: Readonly<Record<string, string>>;
}

/** No model is asked. */
export const BUILT_IN_AGENTS: IncidentAgents = {
  choosing: { engine: 'policy' },
  working: { engine: 'command', command: 'bash scripts/implement.sh' },
  env: {},
};

const IMPLEMENT = `mkdir -p work
echo "$INTERLOCK_ITEM" > "work/$(basename "$INTERLOCK_ITEM").md"
`;

/** Stands in for a team's own splitting agent. */
function splittingJob({ env, program }: IncidentBoard['splitting']): object {
  return {
    if: "inputs.agent == 'splitting'",
    'runs-on': 'ubuntu-latest',
    permissions: { issues: 'write' },
    steps: [{ env, run: `node --input-type=module -e '${program}'\n` }],
  };
}

/** The files of the repository in which the incident happens, for one row of the table. */
export async function repositoryFiles(
  interlocks: Interlocks,
  board: IncidentBoard,
  agents: IncidentAgents,
): Promise<Record<string, string>> {
  return {
    'README.md': '# Web\n',
    'scripts/implement.sh': IMPLEMENT,
    '.github/interlock.yml': config(board.config, interlocks, agents),
    '.github/workflows/interlock.yml': await workflow(interlocks, board, agents),
    '.github/workflows/start.yml': await startWorkflow(interlocks, board),
  };
}

const manifestSchema = z.object({
  default_permissions: z.record(z.string(), z.enum(['read', 'write'])),
  default_events: z.array(z.string()),
});

/** The rights and events of the App, as somebody who registers it from `app.yml` grants them. */
export async function readManifest(): Promise<{
  permissions: Record<string, 'read' | 'write'>;
  events: string[];
}> {
  const manifest = manifestSchema.parse(parse(await readFile(join(ROOT, 'app.yml'), 'utf8')));
  return { permissions: manifest.default_permissions, events: manifest.default_events };
}

/** The workflow that the README tells people to copy, with the row's interlocks taken out of it. */
async function workflow(
  interlocks: Interlocks,
  board: IncidentBoard,
  { env }: IncidentAgents,
): Promise<string> {
  const document = await example('workflow.yml', interlocks);
  document.setIn(['jobs', 'splitting'], splittingJob(board.splitting));
  const condition = String(document.getIn(['jobs', 'run', 'if']));
  for (const [name, value] of Object.entries(env)) {
    document.setIn(['jobs', 'run', 'steps', 0, 'env', name], value);
  }
  document.setIn(['jobs', 'run', 'if'], `inputs.agent != 'splitting' && ${condition}`);
  return using(document, 'run', interlocks, board);
}

/** The guarded move of the README as a workflow of the team's own, which starts an item by moving it to todo. */
async function startWorkflow(interlocks: Interlocks, board: IncidentBoard): Promise<string> {
  const document = await example('move.yml', interlocks);
  const job = ['jobs', 'start'];
  document.setIn([...job, 'steps', 0, 'with', 'destination'], 'Todo');
  if (!interlocks.expectedState) document.deleteIn([...job, 'steps', 0, 'with', 'expected-source-state']);
  if (interlocks.ledger)
    document.setIn([...job, 'permissions'], { actions: 'write', contents: 'write', issues: 'write' });
  return using(document, 'start', interlocks, board);
}

async function example(name: string, { concurrency }: Interlocks): Promise<Document> {
  const document = parseDocument(await readFile(join(ROOT, 'docs/examples', name), 'utf8'));
  if (!concurrency) document.delete('concurrency');
  return document;
}

/** The text, in which the job's first step uses the action that can play the row. */
function using(document: Document, job: string, interlocks: Interlocks, board: IncidentBoard): string {
  for (const [input, value] of Object.entries(board.credentials)) {
    document.setIn(['jobs', job, 'steps', 0, 'with', input], value);
  }
  document.setIn(['jobs', job, 'env', 'INTERLOCK_PATIENCE'], PATIENCE);
  const demonstration = needsDemonstration(interlocks);
  if (demonstration)
    document.setIn(['jobs', job, 'env', 'INTERLOCK_DEMONSTRATION_OFF'], switchedOff(interlocks));
  const action = demonstration ? 'interlock-dev/demonstration' : 'interlock-dev/interlock';
  return document.toString({ lineWidth: 0 }).replace('OWNER/interlock@COMMIT_SHA', `${action}@${COMMIT}`);
}
