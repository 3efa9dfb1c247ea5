import { generateKeyPair } from 'node:crypto';
import { once as occurrence } from 'node:events';
import { parseArgs, promisify } from 'node:util';
import type { BoardName } from './incident/boards/incident-board.ts';
import { ALL_INTERLOCKS, COMBINATIONS, NO_INTERLOCKS } from './incident/interlocks.ts';
import { playAll, rowsOf } from './incident/play-all.ts';
import { createProgress } from './incident/progress.ts';
import { type IncidentReport, judgeReplay, type Row } from './incident/report.ts';
import { renderRow, verdictLine } from './incident/table.ts';
import { openVenue, type VenueOptions } from './incident/venue.ts';

const USAGE = `Replays the incident on a stand-in GitHub, with the real app and the real action.

  npm start                        without interlocks, and with all of them; on a terminal the stand-in then stays up
  npm start -- --all               every combination of interlocks: the table of docs/replay.md
  npm start -- --once              exit after the table
  npm start -- --seed N            replay with another seed (default 1)
  npm start -- --board BOARD       on another board: github-labels (default) or github-projects
  npm start --silent -- --json     one JSON document, then exit

Exit code: 0 if every row was played as planned and has the right result, 1 if not, 2 if it could not be played.
`;

interface Options {
  readonly all: boolean;
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
      all: { type: 'boolean', default: false },
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
  const { all, once, json, help } = values;
  return { all, once, json, help, seed, boardName };
}

async function main({ all, once, json, seed, boardName }: Options, stop: AbortSignal): Promise<number> {
  const { stdout, stderr } = process;
  const names = rowsOf(all ? COMBINATIONS : [NO_INTERLOCKS, ALL_INTERLOCKS]);
  const progress = createProgress({
    rows: names.length,
    now: () => performance.now(),
    write: (text) => stderr.write(text),
    isTerminal: stderr.isTTY === true,
  });
  const colour = stdout.isTTY && !process.env.NO_COLOR;
  const shown: Row[] = [];
  const onRow = (row: Row): void => {
    progress.clear();
    if (!json) stdout.write(`${renderRow(row, { previous: shown.at(-1), colour })}\n`);
    shown.push(row);
    progress.tell(shown.length);
  };
  progress.begin();
  const venue: VenueOptions = { boardName, seed, appKey: makeAppKey(), stop };
  const rows = await playAll({ ...venue, rows: names, onRow });
  const verdict = judgeReplay(rows);
  if (json) {
    const board = boardName !== 'github-labels' && { board: boardName };
    const report: IncidentReport = { scenario: 'incident', ...board, seed, rows };
    stdout.write(`${JSON.stringify(report)}\n`);
  } else {
    stdout.write(`\n${verdictLine(verdict, all)}\n`);
    if (stdout.isTTY && !once) await stayUp(venue);
  }
  return verdict.isGood ? 0 : 1;
}

/** Made on another thread, while the stand-in starts. */
async function makeAppKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Leaves the team's repository up, with all interlocks and the first cause behind it, for a person to look around in. */
async function stayUp(options: VenueOptions): Promise<void> {
  const { stop } = options;
  await using venue = await openVenue(options);
  const world = await venue.arrange(ALL_INTERLOCKS);
  await world.merge();
  process.stdout.write(
    `\nThe stand-in GitHub is up at ${venue.sandbox.url}, with the app. Ctrl-C stops it.\n`,
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
