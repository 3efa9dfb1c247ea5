import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BoardName } from '../../cli/incident/boards/incident-board.ts';
import { type Figure, type FigureGroup, median } from './figure.ts';
import { arrangeWorld, type BenchWorld } from './world.ts';

const ITEMS = 50_000;
const UNFINISHED = 20;
const STARTS = 7;
const REQUESTS = 200;

const START_AIM_MS = 1_000;
const ANSWER_AIM_MS = 5;

const QUERY = `query Stage { organization(login: "acme") { projectV2(number: 7) {
  items(first: 100, query: "status:Backlog is:open") { totalCount nodes {
    id updatedAt
    fieldValueByName(name: "Status") { ... on ProjectV2ItemFieldSingleSelectValue { name optionId updatedAt } }
    content { ... on Issue { number title body state createdAt issueDependenciesSummary { blockedBy } } } } } } } }`;

/** The sandbox, which every scenario waits for. Answers come over HTTP, from this process to itself. */
export const standIn: FigureGroup = {
  name: 'stand-in',
  title: `The sandbox: start (median of ${STARTS}), and one answer of ${UNFINISHED} among ${ITEMS} items (medians of ${REQUESTS})`,
  measure: async (root) => [
    await startOf(root),
    await answerOf('github-projects', 'query of a stage of a project', (world) => ({
      url: `${world.sandbox.url}/api/graphql`,
      body: JSON.stringify({ query: QUERY }),
    })),
    await answerOf('github-labels', 'listing of issues by label', (world) => ({
      url: `${world.sandbox.apiUrl}/repos/acme/web/issues?labels=Backlog&state=open&per_page=100`,
    })),
  ],
};

/** From the start of a process to the moment at which it listens. */
async function startOf(root: string): Promise<Figure> {
  const bundle = pathToFileURL(join(root, 'dist/sandbox/index.js')).href;
  const script = `import { startSandbox } from '${bundle}';
    const sandbox = await startSandbox();
    console.log(sandbox.url);
    await sandbox[Symbol.asyncDispose]();`;
  const times: number[] = [];
  for (let round = 0; round <= STARTS; round += 1) {
    const started = performance.now();
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    await once(child.stdout, 'data');
    // The first round only fills the caches of the file system.
    if (round > 0) times.push(performance.now() - started);
    await exited;
  }
  return { name: 'start', value: median(times), unit: 'ms', aim: { atMost: START_AIM_MS } };
}

interface Request {
  readonly url: string;
  /** Posted, if there is one. */
  readonly body?: string;
}

async function answerOf(
  board: BoardName,
  name: string,
  requestTo: (world: BenchWorld) => Request,
): Promise<Figure> {
  await using world = await arrangeWorld({ board });
  for (let number = 1; number <= ITEMS; number += 1) {
    const isFinished = number <= ITEMS - UNFINISHED;
    world.addItem({ number, state: isFinished ? 'Done' : 'Backlog', isClosed: isFinished });
  }
  const { url, body } = requestTo(world);
  const times: number[] = [];
  for (let count = 0; count < REQUESTS; count += 1) {
    const started = performance.now();
    const answer = await fetch(url, {
      headers: { authorization: `Bearer ${world.token}` },
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
    const text = await answer.text();
    times.push(performance.now() - started);
    if (text.split(`"title":`).length !== UNFINISHED + 1) throw new Error(`not what was asked for: ${text}`);
  }
  return { name, value: median(times), unit: 'ms', aim: { atMost: ANSWER_AIM_MS } };
}
