import { parseArgs } from 'node:util';
import { COMBINATIONS, type Interlocks } from './incident/interlocks.ts';
import { play } from './incident/play.ts';
import { type Report, type Row, verdict } from './incident/report.ts';
import { SPACINGS } from './incident/spacings.ts';
import { renderTable } from './incident/table.ts';
import { arrangeIncident } from './incident/world.ts';

const USAGE = `Replays the incident on a stand-in GitHub, with the real app and the real action.

  npm start                   the table, then the stand-in stays up until stopped (on a terminal)
  npm start -- --once         the table, then exit
  npm start -- --json         one JSON document, then exit
  npm start -- --seed N       replay with another seed (default 1)
`;

/** Rows are worlds of their own; two at a time keep two processor cores busy. */
const AT_ONCE = 2;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      once: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new Error(`--seed ${values.seed}: expected a whole number from 0`);
  const report: Report = { scenario: 'incident', seed, rows: await playAll(seed) };
  const { reproduced, prevented } = verdict(report.rows);
  if (values.json) {
    process.stdout.write(`${JSON.stringify(report)}\n`);
  } else {
    process.stdout.write(`${renderTable(report.rows, process.stdout.isTTY === true)}\n\n`);
    process.stdout.write(
      reproduced && prevented
        ? 'Without interlocks the incident happens; with all three it does not. (3, the ledger, comes later.)\n'
        : 'This is not what should have happened: see the rows above.\n',
    );
    if (process.stdout.isTTY && !values.once) await stayUp(seed);
  }
  return reproduced && prevented ? 0 : 1;
}

async function playAll(seed: number): Promise<readonly Row[]> {
  const plans = COMBINATIONS.flatMap((interlocks: Interlocks) =>
    SPACINGS.map(({ name }) => ({ interlocks, spacing: name, seed })),
  );
  const rows: Row[] = [];
  const queue = plans.map((plan, index) => async () => {
    rows[index] = await play(plan);
  });
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) await next();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return rows;
}

/** Leaves a world with all interlocks up, with its causes not yet come, for a person to look around in. */
async function stayUp(seed: number): Promise<void> {
  await using world = await arrangeIncident(
    { concurrency: true, expectedState: true, ledger: null, onePullRequest: true },
    seed,
  );
  process.stdout.write(
    `\nA stand-in GitHub with the app is up at ${world.sandbox.url}. Stop it with Ctrl-C.\n`,
  );
  await world.merge();
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 2;
}
