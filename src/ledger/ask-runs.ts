import type { RepositoryName } from '../core/item-id.ts';
import type { Answers, Life } from '../core/ledger/protocol/effect.ts';
import type { RunReference } from '../core/ledger/run-reference.ts';
import { ProviderError } from '../core/provider-error.ts';
import { hasStarted, readRun, type WorkflowRun, wasReplaced } from '../github/actions/runs.ts';
import type { GitHub } from '../github/wire/client.ts';

/** A run that GitHub knows nothing of may be so new that it does not show it yet. */
const MISSING_AFTER_MS = 10 * 60_000;

export interface Asker {
  /** The run that asks; `null`: the app, which has none. */
  readonly self: RunReference | null;
  /** By GitHub's clock: ISO 8601, UTC. */
  readonly now: string;
  /** Since when the ledger names the run, as far as it is known: ISO 8601, UTC. */
  knownSince(run: RunReference): string | undefined;
}

/**
 * Whether attempts of runs in the home repository are over, by GitHub's word on each of them: no clock and no listing
 * says so. What is not known counts as alive.
 */
export function askRuns(
  github: GitHub,
  home: RepositoryName,
  runs: readonly RunReference[],
  asker: Asker,
): Promise<Answers['ask-runs']> {
  return Promise.all(runs.map((run) => askRun(github, home, run, asker)));
}

async function askRun(
  github: GitHub,
  home: RepositoryName,
  asked: RunReference,
  asker: Asker,
): Promise<Life> {
  try {
    const run = await readRun(github, home, asked.id);
    if (!run) return await lifeOfMissing(github, home, asked, asker);
    if (run.attempt > asked.attempt) return { kind: 'over', since: run.startedAt, end: 'completed' };
    // A lower one: GitHub shows an older state of it.
    if (run.attempt < asked.attempt) return { kind: 'unknown' };
    if (!run.isCompleted) return { kind: 'alive' };
    return { kind: 'over', since: run.updatedAt, end: await endOf(github, home, run) };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { kind: 'unknown' };
  }
}

type End = Extract<Life, { kind: 'over' }>['end'];

/** A run that waits for its group is cancelled by a newer one; a run that has begun, only by a person. */
async function endOf(github: GitHub, home: RepositoryName, run: WorkflowRun): Promise<End> {
  if (run.conclusion === 'startup_failure') return 'startup-failure';
  if (run.conclusion !== 'cancelled') return 'completed';
  if (await hasStarted(github, home, run.id)) return 'cancelled';
  return (await wasReplaced(github, home, run)) ? 'evicted' : 'cancelled';
}

/** Runs can be deleted. That it is gone is believed only by somebody who sees runs there, and not of a new one. */
async function lifeOfMissing(
  github: GitHub,
  home: RepositoryName,
  run: RunReference,
  { self, now, knownSince }: Asker,
): Promise<Life> {
  const since = knownSince(run);
  const isOld = since !== undefined && Date.parse(now) - Date.parse(since) > MISSING_AFTER_MS;
  const isSeen = isOld && self !== null && (await readRun(github, home, self.id)) !== undefined;
  return isSeen ? { kind: 'over', since, end: 'completed' } : { kind: 'unknown' };
}
