import { observeItem } from '../../core/ledger/protocol/answer-event.ts';
import type { Figure } from './figure.ts';
import { arrangeLedger } from './ledger-world.ts';

const WEBHOOKS = 32;
const ONE_BY_ONE = 4;
/** Then GitHub takes a webhook for lost. */
const PATIENCE_S = 10;

interface Cost {
  readonly seconds: number;
  readonly entries: number;
  readonly calls: number;
}

/**
 * A person drags many cards to Todo at once, and one app is told of each by a webhook of its own: what their decisions
 * cost together, and in relation to what they would have cost one by one. Each looks at its item and starts a run.
 */
export async function burst(latencyMs: number): Promise<readonly Figure[]> {
  const alone = await answer(ONE_BY_ONE, { latencyMs, isAtOnce: false });
  const together = await answer(WEBHOOKS, { latencyMs, isAtOnce: true });
  const share = (measure: keyof Cost): number => together[measure] / WEBHOOKS / (alone[measure] / ONE_BY_ONE);
  const name = `${WEBHOOKS} webhooks at once, to one app`;
  const ratio = 'in relation to one by one';
  return [
    { name, value: together.seconds, unit: 'seconds', aim: { atMost: PATIENCE_S } },
    { name, value: together.entries, unit: 'entries' },
    { name, value: together.calls, unit: 'calls' },
    { name: ratio, value: share('seconds'), unit: 'of the seconds' },
    { name: ratio, value: share('entries'), unit: 'of the entries' },
    { name: ratio, value: share('calls'), unit: 'of the calls' },
  ];
}

async function answer(
  webhooks: number,
  { latencyMs, isAtOnce }: { readonly latencyMs: number; readonly isAtOnce: boolean },
): Promise<Cost> {
  await using bench = await arrangeLedger();
  const { sandbox, addItem } = bench.world;
  sandbox.holdRuns(() => true);
  const items = Array.from({ length: webhooks }, (_, index) => index + 1);
  for (const number of items) addItem({ number, state: 'Todo' });
  sandbox.inject({ match: () => true, fault: { kind: 'latency', ms: latencyMs } });
  const ledger = bench.openApp();
  const before = sandbox.calls.length;
  const tell = async (number: number): Promise<void> => {
    const startsAt = () => ({ agent: 'implementation', cause: 'bench' });
    const item = `acme/web#${number}`;
    const end = await ledger.drive(observeItem(ledger.newId(), { item, startsAt }));
    if (end.kind === 'failed' || end.sent.length !== 1)
      throw new Error(`not started: ${JSON.stringify(end)}`);
  };
  const started = performance.now();
  if (isAtOnce) await Promise.all(items.map(tell));
  else for (const item of items) await tell(item);
  const seconds = (performance.now() - started) / 1_000;
  const calls = sandbox.calls.slice(before);
  const entries = calls.filter(({ operationId }) => operationId === 'graphql:mutation AppendToLedger').length;
  return { seconds, entries, calls: calls.length };
}
