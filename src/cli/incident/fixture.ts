import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, parseDocument } from 'yaml';
import * as z from 'zod';
import { type Interlocks, needsDemonstration, switchedOff } from './interlocks.ts';

/** The checkout, found alike from `src/cli/incident` and from the bundle in `dist/cli`. */
export const ROOT = checkoutAbove(fileURLToPath(new URL('.', import.meta.url)));

function checkoutAbove(directory: string): string {
  if (existsSync(join(directory, 'app.yml'))) return directory;
  const parent = dirname(directory);
  if (parent === directory)
    throw new Error('The replay runs in a checkout of Interlock: there is no app.yml above it');
  return checkoutAbove(parent);
}

/** The actions that the workflows name, and where their `action.yml` stands in the checkout. */
export const ACTIONS = {
  'interlock-dev/interlock': ROOT,
  'interlock-dev/demonstration': join(ROOT, 'dist/demonstration'),
};

const COMMIT = '1'.repeat(40);

/**
 * The configuration of the incident. Two causes start the backlog-manager, as they did then: a merge, and the end of
 * splitting. The others are off, so that a table row has exactly two.
 */
const CONFIG = `version: 1
project: web
board: { type: github-labels }
max-in-flight: 1
agents:
  backlog-manager:
    triggers: { entered-backlog: false, entered-merged: false }
  implementation: { engine: command, command: bash scripts/implement.sh }
`;

const IMPLEMENT = `mkdir -p work
echo "$INTERLOCK_ITEM" > "work/$(basename "$INTERLOCK_ITEM").md"
`;

/** Stands in for a team's own splitting agent: it ends by putting a new item into backlog. */
const SPLITTING_JOB = {
  if: "inputs.agent == 'splitting'",
  'runs-on': 'ubuntu-latest',
  permissions: { issues: 'write' },
  steps: [
    {
      env: { TOKEN: '${{ github.token }}' },
      run: `node --input-type=module -e '
const { GITHUB_API_URL, GITHUB_REPOSITORY, TOKEN } = process.env;
const answer = await fetch(GITHUB_API_URL + "/repos/" + GITHUB_REPOSITORY + "/issues", {
  method: "POST",
  headers: { authorization: "Bearer " + TOKEN, accept: "application/vnd.github+json", "user-agent": "splitting" },
  body: JSON.stringify({ title: "Second half of 537", labels: ["Backlog"] }),
});
if (!answer.ok) throw new Error(await answer.text());
'
`,
    },
  ],
};

/** The files of the repository in which the incident happens, for one row of the table. */
export async function repositoryFiles(interlocks: Interlocks): Promise<Record<string, string>> {
  return {
    'README.md': '# Web\n',
    'scripts/implement.sh': IMPLEMENT,
    '.github/interlock.yml': CONFIG,
    '.github/workflows/interlock.yml': await workflow(interlocks),
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
async function workflow(interlocks: Interlocks): Promise<string> {
  const text = await readFile(join(ROOT, 'docs/examples/workflow.yml'), 'utf8');
  const document = parseDocument(text);
  if (!interlocks.concurrency) document.delete('concurrency');
  document.setIn(['jobs', 'splitting'], SPLITTING_JOB);
  const condition = String(document.getIn(['jobs', 'run', 'if']));
  document.setIn(['jobs', 'run', 'if'], `inputs.agent != 'splitting' && ${condition}`);
  const demonstration = needsDemonstration(interlocks);
  if (demonstration)
    document.setIn(['jobs', 'run', 'env', 'INTERLOCK_DEMONSTRATION_OFF'], switchedOff(interlocks));
  const action = demonstration ? 'interlock-dev/demonstration' : 'interlock-dev/interlock';
  return document.toString({ lineWidth: 0 }).replace('OWNER/interlock@COMMIT_SHA', `${action}@${COMMIT}`);
}
