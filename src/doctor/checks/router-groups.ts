import type { Config } from '../../core/config/config.ts';
import * as text from '../../core/text/doctor/concurrency.ts';
import type { AgentsWorkflow } from '../doctor-subject.ts';
import { type CheckVerdict, error, warning } from '../finding.ts';
import {
  type Differences,
  type DispatchOrigin,
  type SampleDispatch,
  sampleDispatch,
} from '../workflow/dispatch.ts';
import type { Json } from '../workflow/evaluate.ts';
import type { InterlockWorkflow } from '../workflow/interlock-workflows.ts';
import { type Locks, locksOf, meet } from '../workflow/locks.ts';
import type { InterlockStep } from '../workflow/workflow.ts';

export interface RouterWorkflow extends Omit<InterlockWorkflow, 'steps'> {
  readonly step: InterlockStep;
}

interface RouterSurroundings {
  readonly config: Config;
  readonly origin: DispatchOrigin;
  /** `undefined`: there is no workflow of agents that can be read. */
  readonly agents: AgentsWorkflow | undefined;
}

/** They look at everything that there is, so that a run that is replaced by the next one loses nothing. */
const WITHOUT_EVENT: ReadonlySet<string> = new Set(['schedule', 'workflow_dispatch']);

/** Two runs that answer events must not be in one group: GitHub keeps only the newest of those that wait. */
export function judgeRouterGroups(
  router: RouterWorkflow,
  surroundings: RouterSurroundings,
): readonly CheckVerdict[] {
  try {
    return judge(router, surroundings);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return [error(text.notEvaluated(router.path, '`concurrency`', why))];
  }
}

function judge(
  { path, workflow, step }: RouterWorkflow,
  { config, origin, agents }: RouterSurroundings,
): readonly CheckVerdict[] {
  const locksFor = (differences: Partial<SampleDispatch>): Locks =>
    locksOf(workflow, step, origin, sampleDispatch(origin, { ...WITHOUT_INPUTS, ...differences }));
  const events = Object.keys(workflow.on).filter((event) => !WITHOUT_EVENT.has(event));
  const shared = events.flatMap((event) => sharedLocks(locksFor, event));
  const cancelling = shared.find(({ cancels }) => cancels);
  const replacing = shared.find(({ queue }) => queue !== 'max');
  const isMended = config.ledger === 'on';
  return [
    ...(cancelling ? [error(text.routerCancels(path, cancelling.group))] : []),
    ...(replacing && !cancelling
      ? [(isMended ? warning : error)(text.routerReplaces(path, replacing.group, isMended))]
      : []),
    ...(agents ? sharedWithAgents(path, agents, [{}, ...events.map(eventOf)].map(locksFor)) : []),
  ];
}

/** The groups in which two runs for events of one kind and one issue meet. */
function sharedLocks(locksFor: (differences: Partial<SampleDispatch>) => Locks, event: string) {
  const one = locksFor(eventOf(event));
  const another = locksFor({ ...eventOf(event), runId: '1002' });
  return one.flatMap((lock, place) => (lock && lock.group === another[place]?.group ? [lock] : []));
}

function sharedWithAgents(
  path: string,
  { origin, workflow, step, samples }: AgentsWorkflow,
  routers: readonly Locks[],
): readonly CheckVerdict[] {
  return samples.flatMap((dispatch) => {
    const locks = locksOf(workflow, step, origin, sampleDispatch(origin, dispatch));
    const met = routers.find((mine) => meet(mine, locks));
    const group = met?.find((lock) => lock !== undefined)?.group;
    return group === undefined ? [] : [error(text.groupShared(dispatch.agent, path, group))];
  });
}

/** Only a dispatch has inputs. */
const WITHOUT_INPUTS: Differences = { agent: '', project: '', item: '', cause: '', dispatch: '' };

function eventOf(name: string): Partial<SampleDispatch> {
  const pullRequest: Json = { number: 1, head: { ref: 'feature' }, base: { ref: 'main' }, merged: true };
  return {
    github: {
      event_name: name,
      ...(name.startsWith('pull_request') && { head_ref: 'feature', base_ref: 'main' }),
    },
    event: {
      action: 'labeled',
      number: 1,
      issue: { number: 1 },
      label: { name: 'Todo' },
      pull_request: pullRequest,
    },
  };
}
