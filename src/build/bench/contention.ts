import { setTimeout } from 'node:timers/promises';
import { GitHubLabelsBoard } from '../../boards/github-labels/github-labels-board.ts';
import { decideAndSend } from '../../core/ledger/protocol/decide-and-send.ts';
import { STAGES } from '../../core/stages.ts';
import { DEFAULT_STATE_NAMES } from '../../core/states.ts';
import { createGitHub } from '../../github/client.ts';
import { createLedger } from '../../ledger/create-ledger.ts';
import { drive } from '../../ledger/drive.ts';
import { gitHubLedgerWorld } from '../../ledger/github-ledger-world.ts';
import { ledgerPlace } from '../../ledger/ledger-place.ts';
import type { Figure, FigureGroup } from './figure.ts';
import { arrangeWorld } from './world.ts';

const LATENCY_MS = 200;
const CONTENDERS = [1, 2, 8, 32];
const APPENDS = 64;
const HOME = { owner: 'acme', repository: 'web' };
const AUTHOR = { name: 'bench', email: 'bench@localhost' };

/** Processes of one project that all have something to decide at the same time, which no board of people brings about. */
export const contention: FigureGroup = {
  name: 'contention',
  title: `Appends to one ledger, ${LATENCY_MS} ms from GitHub, by so many at once`,
  measure: async () => {
    const figures: Figure[] = [];
    for (const contenders of CONTENDERS) figures.push(...(await contend(contenders)));
    return figures;
  },
};

async function contend(contenders: number): Promise<readonly Figure[]> {
  await using world = await arrangeWorld();
  const { sandbox, token } = world;
  const github = createGitHub({
    apiUrl: sandbox.apiUrl,
    token,
    userAgent: 'interlock-bench',
    timeoutMs: 30_000,
  });
  const made = await createLedger(github, ledgerPlace({ project: 'web', home: HOME }), 'bench');
  if (made.kind === 'failed') throw new Error(made.message);
  sandbox.inject({ match: () => true, fault: { kind: 'latency', ms: LATENCY_MS } });
  const states = STAGES.map((stage) => ({ stage, name: DEFAULT_STATE_NAMES[stage] }));
  let waits = 0;
  let failures = 0;
  const each = Math.max(1, Math.round(APPENDS / contenders / (contenders === 1 ? 4 : 1)));
  const contender = async (number: number): Promise<void> => {
    const effects = gitHubLedgerWorld({
      github,
      board: new GitHubLabelsBoard(github, [HOME], states),
      project: 'web',
      home: HOME,
      workflow: 'interlock.yml',
      defaultBranch: () => Promise.resolve('main'),
      run: null,
      author: AUTHOR,
      sleep: (milliseconds) => {
        waits += 1;
        return setTimeout(milliseconds);
      },
      random: Math.random,
    });
    for (let count = 0; count < each; count += 1) {
      const item = `acme/web#${number * 1_000 + count + 1}`;
      const end = await drive(
        decideAndSend(`${number}-${count}`, (_, readAt) => observation(item, readAt)),
        effects,
      );
      if (end.kind === 'failed') failures += 1;
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: contenders }, (_, number) => contender(number)));
  const seconds = (performance.now() - started) / 1_000;
  const appends = contenders * each - failures;
  const name = `${contenders} at once`;
  return [
    { name, value: appends / seconds, unit: 'appends a second' },
    { name, value: waits / appends, unit: 'retries an append' },
    { name, value: failures, unit: 'gave up', aim: { atMost: 0 } },
  ];
}

/** A decision that reads nothing but the ledger, and that nobody else can have made. */
function observation(item: string, readAt: string) {
  const sighting = { version: { stage: 'todo', at: readAt }, open: false, ambiguous: false, readAt } as const;
  const starts = { agent: 'implementation', cause: 'bench' };
  return {
    kind: 'commands',
    commands: [{ kind: 'observe', item, sighting, starts }],
    read: undefined,
  } as const;
}
