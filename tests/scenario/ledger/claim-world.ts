import { stringify } from 'yaml';
import { STAGES } from '../../../src/core/stages.ts';
import { DEFAULT_STATE_NAMES } from '../../../src/core/states.ts';
import type { WorkflowRun } from '../../../src/sandbox/index.ts';
import { type ActionWorld, createActionWorld, type WorldOptions } from '../action/action-world.ts';
import { agentsWorkflow } from '../action/workflows.ts';
import { addLedger, type LedgerView } from './ledger-view.ts';

/** The agents' workflow once more, under another name and without its concurrency group. */
export const UNGROUPED = 'ungrouped.yml';

export interface ClaimWorld extends ActionWorld {
  readonly ledger: LedgerView;
  /** Runs of agents, oldest first. */
  runs(agent?: string): readonly WorkflowRun[];
  /** What a run put out. */
  outputsOf(run: WorkflowRun | undefined): Readonly<Record<string, string>>;
}

export interface ClaimWorldOptions {
  readonly command?: string;
  /** Further keys of the configuration. */
  readonly keys?: Readonly<Record<string, unknown>>;
  /** Further files of the repository. */
  readonly files?: Readonly<Record<string, string>>;
  /** Environment of the agents' job. */
  readonly env?: Readonly<Record<string, string>>;
  readonly action?: WorldOptions['action'];
  /** What was there a minute before the ledger. */
  readonly before?: (world: ActionWorld) => unknown;
}

/** `acme/web` with both agents and a ledger, and nobody who hears of events. */
export async function createClaimWorld({
  command = 'date +%N >> log.md',
  keys = {},
  files = {},
  env,
  action,
  before,
}: ClaimWorldOptions = {}): Promise<ClaimWorld> {
  const ungrouped = agentsWorkflow({ ...(env && { env }) }).replace(/^concurrency:\n(?: .*\n)+/m, '');
  const world = await createActionWorld({
    config: stringify({
      version: 1,
      isolation: 'none',
      project: 'web',
      ledger: 'on',
      board: { type: 'github-labels' },
      agents: { 'backlog-manager': {}, implementation: { engine: 'command', command } },
      ...keys,
    }),
    permissions: { actions: 'write', contents: 'write', issues: 'write', 'pull-requests': 'write' },
    ...(env && { env }),
    ...(action !== undefined && { action }),
    files: { [`.github/workflows/${UNGROUPED}`]: ungrouped, ...files },
  });
  for (const stage of STAGES) world.web.addLabel({ name: DEFAULT_STATE_NAMES[stage] });
  await before?.(world);
  world.sandbox.passTime(60_000);
  const ledger = await addLedger(world.sandbox, world.web);
  return {
    ...world,
    ledger,
    runs: (agent) =>
      world.sandbox
        .runs('acme/web')
        .filter(({ inputs }) => inputs['agent'] !== undefined && (!agent || inputs['agent'] === agent))
        .toSorted((a, b) => a.id - b.id),
    outputsOf: (run) => (run ? world.runOf(run.id).outputs : {}),
  };
}
