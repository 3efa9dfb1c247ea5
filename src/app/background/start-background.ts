import { type EventDecision, internalError } from '../../orchestration/event-decision.ts';
import { countCalls } from '../count-calls.ts';
import { logDecision } from '../decision-log.ts';
import { type Reach, reconcileAll, START } from './reconcile-all.ts';
import { sweepDeliveries } from './sweep-deliveries.ts';

/** The event of its decision lines. */
const SWEEP = 'sweep';

/** Between two sweeps of one process, and by how much that varies: replicas that start together soon sweep by turns. */
const SWEEP_EVERY_MS = 180_000;
const SWEEP_VARIES_BY_MS = 60_000;

/** Resolves after that time, or as soon as the signal is given. */
export type Wait = (milliseconds: number, stop: AbortSignal) => Promise<void>;

export interface Background {
  /** Begins nothing more, and resolves when what is under way has ended. */
  stop(): Promise<void>;
}

interface BackgroundOptions extends Omit<Reach, 'stop'> {
  readonly wait: Wait;
}

/**
 * What the app does unasked, in the background: failed deliveries are sent again, at once and every few minutes, and after
 * the start each project is reconciled. Whatever happens to it, webhooks are answered.
 */
export function startBackground({ wait, ...options }: BackgroundOptions): Background {
  const stopping = new AbortController();
  const ended = doChores({ ...options, stop: stopping.signal }, wait);
  return {
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

/** Never rejects: a defect is a decision like any other. */
async function doChores(options: Reach, wait: Wait): Promise<void> {
  const { auth, log, runtime, stop } = options;
  const tell = (event: string, decision: EventDecision, apiCalls: number): void =>
    logDecision(log, { event }, decision, apiCalls);
  try {
    const app = countCalls(await auth());
    const sweep = async (): Promise<void> => {
      const decision = await sweepDeliveries(app.github, stop).catch(internalError);
      const apiCalls = app.takeCalls();
      if (decision.outcome !== 'skipped') tell(SWEEP, decision, apiCalls);
    };
    await sweep();
    const reconciled = reconcileAll(options).catch((error: unknown) => tell(START, internalError(error), 0));
    for (;;) {
      await wait(SWEEP_EVERY_MS + runtime.random() * SWEEP_VARIES_BY_MS, stop);
      if (stop.aborted) break;
      await sweep();
    }
    await reconciled;
  } catch (error) {
    tell(START, internalError(error), 0);
  }
}
