import { generateKeyPairSync } from 'node:crypto';
import { once as occurrence } from 'node:events';
import { parseArgs } from 'node:util';
import type { BoardName } from './incident/boards/incident-board.ts';
import { ALL_INTERLOCKS } from './incident/interlocks.ts';
import { playAll } from './incident/play-all.ts';
import { verdict } from './incident/report.ts';
import { renderTable } from './incident/table.ts';
import { arrangeIncident } from './incident/world.ts';

const USAGE = `Replays the incident on a stand-in GitHub, with the real app and the real action.

  npm start                   the table; on a terminal the stand-in then stays up until stopped
  npm start -- --once         the table, then exit
  npm start -- --json         one JSON document, then exit
  npm start -- --seed N       replay with another seed (default 1)
  npm start -- --board BOARD  on another board: github-labels (default) or github-projects

Exit code: 0 if the incident happened without interlocks and not with all of them, 1 if not, 2 if it could not be played.
`;

interface Options {
  readonly once: boolean;
  readonly json: boolean;
  readonly help: boolean;
  readonly seed: number;
  readonly boardName: BoardName;
}

const BOARDS: readonly BoardName[] = ['github-labels', 'github-projects'];

function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      once: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      board: { type: 'string', default: 'github-labels' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const seed = Number(values.seed);
  if (!/^\d+$/.test(values.seed) || !Number.isSafeInteger(seed)) {
    throw new Error(`--seed: found "${values.seed}", expected a whole number from 0`);
  }
  const boardName = BOARDS.find((board) => board === values.board);
  if (!boardName) throw new Error(`--board: found "${values.board}", expected ${BOARDS.join(' or ')}`);
  return { once: values.once, json: values.json, help: values.help, seed, boardName };
}

async function main({ once, json, seed, boardName }: Options, stop: AbortSignal): Promise<number> {
  const { stdout, stderr } = process;
  const onProgress = (done: number, all: number): void => {
    if (stderr.isTTY) stderr.write(done < all ? `\r${done} of ${all} rows` : '\r\x1b[K');
  };
  const appKey = makeAppKey();
  const report = await playAll({ boardName, seed, appKey, stop, onProgress });
  const { reproduced, prevented } = verdict(report.rows);
  if (json) {
    stdout.write(`${JSON.stringify(report)}\n`);
  } else {
    stdout.write(`${renderTable(report.rows, stdout.isTTY && !process.env.NO_COLOR)}\n\n`);
    stdout.write(
      reproduced && prevented
        ? 'Without interlocks the incident happens. With all of them it does not.\n'
        : 'This is not what should have happened: look at the rows above.\n',
    );
    if (stdout.isTTY && !once) await stayUp({ boardName, seed, appKey, stop });
  }
  return reproduced && prevented ? 0 : 1;
}

function makeAppKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

interface StayUp {
  readonly boardName: BoardName;
  readonly seed: number;
  readonly appKey: string;
  readonly stop: AbortSignal;
}

/** Leaves the team's repository up, with all interlocks and the first cause behind it, for a person to look around in. */
async function stayUp(options: StayUp): Promise<void> {
  const { stop } = options;
  await using world = await arrangeIncident({ interlocks: ALL_INTERLOCKS, ...options });
  await world.merge();
  process.stdout.write(
    `\nThe stand-in GitHub is up at ${world.sandbox.url}, with the app. Ctrl-C stops it.\n`,
  );
  if (!stop.aborted) await occurrence(stop, 'abort');
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(USAGE);
  else process.exitCode = await main(options, stopping.signal);
} catch (error) {
  if (stopping.signal.aborted) process.stderr.write('Stopped.\n');
  else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 2;
}
