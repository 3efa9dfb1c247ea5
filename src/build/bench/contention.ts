import { decideAndSend } from '../../core/ledger/protocol/decide-and-send.ts';
import { drive } from '../../ledger/ledger-world.ts';
import { burst } from './burst.ts';
import type { Figure, FigureGroup } from './figure.ts';
import { callsOfDecisions } from './ledger-calls.ts';
import { arrangeLedger } from './ledger-world.ts';

const LATENCY_MS = 200;
const CONTENDERS = [1, 2, 8, 32];
/** By all of them together; one alone needs fewer to be measured. */
const APPENDS = 64;
const APPENDS_ALONE = 16;

/** Processes of one project that all have something to decide at the same time, which no board of people brings about. */
export const contention: FigureGroup = {
  name: 'contention',
  title: `Decisions in one ledger; appends to it, ${LATENCY_MS} ms from GitHub, by so many processes at once`,
  measure: async () => {
    const figures: Figure[] = [...(await uncontended())];
    figures.push(...(await burst(LATENCY_MS)));
    for (const contenders of CONTENDERS) figures.push(...(await contend(contenders)));
    return figures;
  },
};

async function uncontended(): Promise<readonly Figure[]> {
  await using bench = await arrangeLedger();
  bench.world.addItem({ number: 1, state: 'Backlog' });
  return await callsOfDecisions(bench.open(), () => bench.world.sandbox.calls.length);
}

async function contend(contenders: number): Promise<readonly Figure[]> {
  await using bench = await arrangeLedger();
  bench.world.sandbox.inject({ match: () => true, fault: { kind: 'latency', ms: LATENCY_MS } });
  let waits = 0;
  let failures = 0;
  const each = contenders === 1 ? APPENDS_ALONE : APPENDS / contenders;
  const contender = async (number: number): Promise<void> => {
    const effects = bench.open(() => {
      waits += 1;
    });
    for (let count = 0; count < each; count += 1) {
      const item = `acme/web#${number * 1_000 + count + 1}`;
      const id = `${number}-${count}`;
      const end = await drive(
        decideAndSend(id, (_, readAt) => observation(item, readAt)),
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
