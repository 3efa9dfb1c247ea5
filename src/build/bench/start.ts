import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, type FigureGroup, median } from './figure.ts';

const ROUNDS = 15;

interface Start {
  /** Milliseconds from the start of the process to its first output. */
  readonly firstLine: number;
  /** To the first request that reaches GitHub's API; absent where none is made. */
  readonly firstCall: number | undefined;
}

/** Time until the action has said something and asked for something, beside a script that does nothing. */
export const start: FigureGroup = {
  name: 'start',
  title: `Start of the action (medians of ${ROUNDS} rounds, Node ${process.version})`,
  measure: async (root) => {
    const folder = await mkdtemp(join(tmpdir(), 'bench-start-'));
    try {
      const empty = join(folder, 'empty.js');
      await writeFile(empty, "console.log('first line');\n");
      return await compare(
        {
          'empty script': empty,
          bundle: join(root, 'dist/action/main.js'),
          'from source': join(root, 'src/action/main.ts'),
        },
        folder,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

/** Rounds are interleaved, so that a slow moment of the machine slows all of them. */
async function compare(
  scripts: Readonly<Record<string, string>>,
  folder: string,
): Promise<readonly Figure[]> {
  const starts = new Map<string, Start[]>(Object.keys(scripts).map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, script] of Object.entries(scripts)) {
      const measured = await measureStart(script, folder);
      // The first round only fills the caches of the file system.
      if (round > 0) starts.get(name)?.push(measured);
    }
  }
  const medians = [...starts].map(([name, all]) => ({
    name,
    firstLine: median(all.map(({ firstLine }) => firstLine)),
    firstCalls: all.flatMap(({ firstCall }) => firstCall ?? []),
  }));
  const base = medians[0]?.firstLine ?? Number.NaN;
  return medians.flatMap(({ name, firstLine, firstCalls }) => [
    { name: `${name}: first line`, value: firstLine, unit: 'ms' },
    ...(name === 'empty script'
      ? []
      : [
          { name: `${name}: first line`, value: firstLine / base, unit: 'x empty script' },
          { name: `${name}: first API call`, value: median(firstCalls), unit: 'ms' },
          { name: `${name}: first API call`, value: median(firstCalls) / base, unit: 'x empty script' },
        ]),
  ]);
}

async function measureStart(script: string, folder: string): Promise<Start> {
  let firstCall: number | undefined;
  // Any refusal will do: it ends the action soon after the call that is measured.
  const server = createServer((_, response) => {
    firstCall ??= performance.now() - started;
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"message":"Bad credentials"}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const started = performance.now();
  const child = spawn(process.execPath, [script], { env: environment(url, folder) });
  let firstLine: number | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', () => {
      firstLine ??= performance.now() - started;
    });
  }
  await once(child, 'close');
  server.closeAllConnections();
  server.close();
  if (firstLine === undefined) throw new Error(`${script} said nothing`);
  return { firstLine, firstCall };
}

/** As the runner sets it for a step with `task: move`. */
function environment(url: string, folder: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    NODE_NO_WARNINGS: '1',
    RUNNER_TEMP: folder,
    GITHUB_EVENT_NAME: 'workflow_dispatch',
    GITHUB_EVENT_PATH: `${folder}/event.json`,
    GITHUB_OUTPUT: '',
    GITHUB_STEP_SUMMARY: '',
    GITHUB_REPOSITORY: 'acme/web',
    GITHUB_REPOSITORY_OWNER: 'acme',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SERVER_URL: url,
    GITHUB_API_URL: `${url}/api/v3`,
    GITHUB_GRAPHQL_URL: `${url}/api/graphql`,
    INPUT_TASK: 'move',
    INPUT_ITEM: 'acme/web#538',
    INPUT_DESTINATION: 'todo',
    'INPUT_EXPECTED-SOURCE-STATE': 'Backlog',
    'INPUT_FAIL-ON-REFUSAL': 'false',
    INPUT_CONFIG: '.github/interlock.yml',
    INPUT_TOKEN: 'ghs_start',
  };
}
