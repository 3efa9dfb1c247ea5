import { openBoard } from '../../boards/open-board.ts';
import type { Config } from '../../core/config/config.ts';
import { findRival, type ProjectClaim } from '../../core/config/rivals.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { EventOrigin } from '../../core/routing/read-event.ts';
import { skipForeign } from '../../core/routing/route.ts';
import { claimedTwice } from '../../core/text/config.ts';
import * as text from '../../core/text/reconcile.ts';
import type { GitHub } from '../../github/wire/client.ts';
import { boardWithPullRequests } from '../../orchestration/board-with-pull-requests.ts';
import {
  type EventDecision,
  eventFailed,
  internalError,
  skipped,
} from '../../orchestration/event-decision.ts';
import { openLedger } from '../../orchestration/open-ledger.ts';
import { reconcileProject } from '../../orchestration/reconcile-project.ts';
import type { Runtime } from '../../orchestration/runtime.ts';
import { type ConfigSource, warned } from '../config-source.ts';
import { unlessPaused } from '../unless-paused.ts';

interface HomeKnowledge {
  readonly github: GitHub;
  readonly configs: ConfigSource;
  readonly runtime: Runtime;
  /** Of all configurations of the installation. */
  readonly claims: readonly ProjectClaim[];
}

/** What a look at one project ended in. Never throws: a failure in one project does not affect the others. */
export async function reconcileHome(home: EventOrigin, knowledge: HomeKnowledge): Promise<EventDecision> {
  try {
    return await look(home, knowledge);
  } catch (error) {
    return error instanceof ProviderError ? eventFailed(error.reason, error.message) : internalError(error);
  }
}

async function look(
  home: EventOrigin,
  { github, configs, runtime, claims }: HomeKnowledge,
): Promise<EventDecision> {
  const read = await configs.read(home.repository, github);
  switch (read.kind) {
    case 'missing':
      return skipped('config-missing', read.message);
    case 'failed':
      return eventFailed(read.reason, read.message);
    case 'config': {
      const { config } = read;
      const skip = skipForeign('app', config);
      if (skip) return warned(skipped(skip.reason, skip.detail), read);
      const rival = findRival(config, claims);
      if (rival) return warned(eventFailed('config-invalid', claimedTwice(config, rival)), read);
      return warned(await reconcile(config, home, { github, runtime }), read);
    }
  }
}

async function reconcile(
  config: Config,
  { defaultBranch }: EventOrigin,
  { github, runtime }: Pick<HomeKnowledge, 'github' | 'runtime'>,
): Promise<EventDecision> {
  const board = openBoard(config, { github });
  // By itself, not in the rounds of webhooks: it reads for longer than their senders wait.
  const ledger = openLedger(config, {
    github,
    runtime,
    run: null,
    defaultBranch: () => Promise.resolve(defaultBranch),
    board: boardWithPullRequests(board, { github, project: config.project }),
  });
  if (!ledger) {
    return config.mode === 'observe'
      ? skipped('observed', text.observes())
      : skipped('ledger-off', text.ledgerOff());
  }
  return unlessPaused(github, config.home, async () => {
    const states = await board.readStates();
    const said = { project: config.project, at: runtime.now() };
    const end = await reconcileProject(ledger, { github, config, states, said });
    const [id] = end.runs;
    return {
      outcome: end.outcome,
      reason: end.reason,
      detail: [end.message, ...end.findings.map((line) => `${line}.`), ...end.unsaid].join(' '),
      ...(id !== undefined && { run: { id } }),
    };
  });
}
