import { loadConfig } from '../../config/load-config.ts';
import { runBudgetOf } from '../../core/agents/run-budget.ts';
import { rebuiltState } from '../../core/ledger/rebuilt-state.ts';
import * as initText from '../../core/text/init.ts';
import * as text from '../../core/text/rebuild.ts';
import { readLedgerHead } from '../../github/repositories/ledger-branch.ts';
import { ledgerPlace } from '../../ledger/ledger-place.ts';
import { readLedger } from '../../ledger/read-ledger.ts';
import { replaceLedger } from '../../ledger/replace-ledger.ts';
import { readWorkingCopy } from '../checkout/read-working-copy.ts';
import { CliRefusal, type CommandContext } from '../command-context.ts';
import { connect } from '../connect.ts';
import { type Evidence, gatherEvidence } from './gather-evidence.ts';

export interface RebuildOptions {
  readonly remote: string;
  /** An entry that is known to have been there. */
  readonly after?: number;
  readonly write: 'ask' | 'yes' | 'no';
}

/** `interlock rebuild`: recreates a lost or rewound ledger from what can still be seen. Answers with the exit code. */
export async function runRebuild(options: RebuildOptions, context: CommandContext): Promise<number> {
  const { remote } = await readWorkingCopy(context, options.remote);
  const github = await connect(remote.serverUrl, context);
  const loaded = await loadConfig(github, remote.repository, {});
  if (loaded.kind !== 'loaded') {
    throw new CliRefusal(loaded.kind === 'failed' ? loaded.message : 'The configuration was not read');
  }
  const { config } = loaded;
  if (config.ledger === 'off') throw new CliRefusal(text.ledgerIsOff);
  const place = ledgerPlace(config);
  const { branch } = place;

  // The head first: whatever is written there later is not overwritten.
  const { value, readAt: at } = await readLedgerHead(github, place);
  const ledger = await readLedger(github, place);
  if (ledger.kind === 'unreadable' && !LOST.has(ledger.reason)) throw new CliRefusal(ledger.message);
  const evidence = await gatherEvidence(github, config, { place, hasBranch: value.head !== undefined });
  const found = ledger.kind === 'ledger' ? ledger.state.seq : 0;
  const newest = Math.max(evidence.newestEntry, options.after ?? 0);
  if (ledger.kind === 'ledger' && newest <= found) {
    context.out(`${text.sound(branch, found)}\n`);
    return 0;
  }
  const why = ledger.kind === 'ledger' ? text.rewoundBehind(branch, found, newest) : ledger.message;
  const { configured } = config.agents;
  const configuredAgent = (name: string) => configured.find(({ definition }) => definition.name === name);
  const state = rebuiltState({
    project: config.project,
    home: value.repository,
    id: context.newId(),
    at,
    seq: Math.max(newest, found) + 1,
    items: evidence.items,
    runs: evidence.runs,
    reserveOf: (name) => runBudgetOf(configuredAgent(name), config.caps).reserve,
  });
  context.out(`${text.rebuilding(branch, why, state.seq)}\n${render(evidence)}\n`);

  const refusal = await askToWrite(options, context);
  if (refusal !== undefined) {
    context.out(`${refusal}\n`);
    return 1;
  }
  const end = await replaceLedger(github, place, { head: value.head?.oid, state });
  switch (end.kind) {
    case 'replaced':
      context.out(`${text.rebuilt(branch, state.seq)}\n`);
      return 0;
    case 'moved':
      throw new CliRefusal(text.movedMeanwhile(branch));
    case 'failed':
      throw new CliRefusal(end.message);
  }
}

/** Of what else is wrong another remedy is right. */
const LOST: ReadonlySet<string> = new Set(['ledger-missing', 'ledger-invalid']);

function render({ items, runs, published, ambiguous }: Evidence): string {
  const lines = [
    ...runs.filter(({ item }) => item === null).map(text.projectLine),
    ...[...items].map(([item, { version }]) =>
      text.itemLine(item, {
        stage: version.stage,
        run: runs.find((run) => run.item === item),
        isPublished: published.has(item),
      }),
    ),
  ];
  return [
    ...(lines.length === 0 ? [text.nothingInFlight] : lines),
    ...(ambiguous.length === 0 ? [] : ['', text.ambiguous(ambiguous)]),
  ].join('\n');
}

/** Why nothing is to be written; `undefined` if it is. */
async function askToWrite(
  { write }: RebuildOptions,
  { confirm, out }: CommandContext,
): Promise<string | undefined> {
  if (write === 'yes') return undefined;
  if (write === 'no' || !confirm) return initText.nothingWritten;
  out('\n');
  return (await confirm(initText.question)) ? undefined : initText.declined;
}
