import type { Probot } from 'probot';
import { type FoundHome, findHomes } from '../../config/find-homes.ts';
import { ProviderError } from '../../core/provider-error.ts';
import * as text from '../../core/text/reconcile.ts';
import { type Installation, listInstallations } from '../../github/apps/app-installations.ts';
import { type EventDecision, eventFailed } from '../../orchestration/event-decision.ts';
import type { Runtime } from '../../orchestration/runtime.ts';
import type { ConfigSource } from '../config-source.ts';
import { countCalls } from '../count-calls.ts';
import { type Log, logDecision } from '../decision-log.ts';
import { reconcileHome } from './reconcile-home.ts';

/** The event of its decision lines. */
export const START = 'start';

export interface Reach {
  readonly auth: Probot['auth'];
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly configs: ConfigSource;
  readonly runtime: Runtime;
  readonly stop: AbortSignal;
}

interface Look {
  installations: number;
  projects: number;
  apiCalls: number;
  /** Why it ended before all was looked at. */
  cut?: 'stopped' | 'rate-limited';
}

/**
 * Looks once at each project that the App reaches, one after the other: what nobody heard of while no server listened
 * is made good. Each ends in a decision line. A rate limit ends the whole pass, because the next projects would meet it
 * too.
 */
export async function reconcileAll(reach: Reach): Promise<void> {
  const { auth, log } = reach;
  const app = countCalls(await auth());
  const look: Look = { installations: 0, projects: 0, apiCalls: 0 };
  try {
    const installations = await listInstallations(app.github);
    look.apiCalls += app.takeCalls();
    for (const installation of installations) {
      if (isOver(look, reach)) break;
      if (!installation.isSuspended) await reconcileInstallation(installation, reach, look);
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    tell(eventFailed(error.reason, error.message), { reach, look, apiCalls: app.takeCalls() });
  } finally {
    log[look.cut === 'rate-limited' ? 'warn' : 'info'](look, 'looked at all projects after the start');
  }
}

async function reconcileInstallation({ id, account }: Installation, reach: Reach, look: Look): Promise<void> {
  const { github, takeCalls } = countCalls(await reach.auth(id));
  look.installations += 1;
  let homes: readonly FoundHome[];
  try {
    homes = await findHomes(github);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const decision = { ...eventFailed(error.reason, error.message), subject: account };
    return tell(decision, { reach, look, apiCalls: takeCalls() });
  }
  look.apiCalls += takeCalls();
  const claims = homes.map(({ claim }) => claim);
  for (const home of homes) {
    if (isOver(look, reach)) return;
    const { configs, runtime } = reach;
    const decision = await reconcileHome(home, { github, configs, runtime, claims });
    look.projects += 1;
    const { owner, repository } = home.repository;
    tell(decision, { reach, look, apiCalls: takeCalls(), repository: `${owner}/${repository}` });
  }
}

function isOver(look: Look, { stop }: Reach): boolean {
  if (stop.aborted) look.cut ??= 'stopped';
  return look.cut !== undefined;
}

interface Told {
  readonly reach: Reach;
  readonly look: Look;
  readonly apiCalls: number;
  readonly repository?: string;
}

function tell(decision: EventDecision, { reach, look, apiCalls, repository }: Told): void {
  look.apiCalls += apiCalls;
  const isLimit = decision.reason === 'rate-limited';
  if (isLimit) look.cut = 'rate-limited';
  const said = isLimit ? { ...decision, detail: `${decision.detail} ${text.lookEnded()}` } : decision;
  logDecision(reach.log, { event: START, ...(repository && { repository }) }, said, apiCalls);
}
