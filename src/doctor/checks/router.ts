import type { Config } from '../../core/config/config.ts';
import { withoutConfigAndWorkflow } from '../../core/text/doctor/advice.ts';
import { jobPermissions } from '../../core/text/doctor/permissions.ts';
import * as text from '../../core/text/doctor/router.ts';
import { workflowOff } from '../../core/text/doctor/workflow.ts';
import { agentsWorkflow, type Check, type DoctorSubject } from '../doctor-subject.ts';
import { type CheckVerdict, error, ok, unknown } from '../finding.ts';
import { interlockWorkflows } from '../workflow/interlock-workflows.ts';
import { lackingPermissions } from '../workflow/lacking-permissions.ts';
import { listensTo, usesApp } from '../workflow/workflow.ts';
import { judgeRouterGroups, type RouterWorkflow } from './router-groups.ts';

/** Whether somebody answers events, where no app does. */
export const checkRouter: Check = async (subject) => {
  const loaded = await subject.config();
  if (loaded.kind !== 'loaded') return [unknown(withoutConfigAndWorkflow)];
  const { config } = loaded;
  if (config.router === 'app') return [ok(text.routedByApp)];
  const routers = await findRouters(subject);
  const agents = await agentsWorkflow(subject);
  const { home, survey } = subject;
  const origin = { home, defaultBranch: survey.defaultBranch, project: config.project };
  const found = [
    ...missingEvents(config, routers),
    ...routers.flatMap((router) => [
      ...judgeRouter(router, config),
      ...judgeRouterGroups(router, { config, origin, agents }),
    ]),
  ];
  return found.length > 0 ? found : [ok(text.routedByWorkflow(routers.map(({ path }) => path)))];
};

async function findRouters(subject: DoctorSubject): Promise<readonly RouterWorkflow[]> {
  return (await interlockWorkflows(subject)).flatMap(({ steps, ...workflow }) => {
    const step = steps.find((one) => one.with['task'] === 'route');
    return step ? [{ ...workflow, step }] : [];
  });
}

function missingEvents({ board }: Config, routers: readonly RouterWorkflow[]): readonly CheckVerdict[] {
  const wanted: readonly (readonly [event: string, type: string])[] = [
    ['pull_request_target', 'closed'],
    ...(board.type === 'github-labels'
      ? ([
          ['issues', 'labeled'],
          ['issues', 'unlabeled'],
        ] as const)
      : []),
  ];
  const missing = wanted.filter(([event, type]) =>
    routers.every(({ workflow }) => !listensTo(workflow, event, type)),
  );
  return missing.length > 0
    ? [error(text.eventsUnanswered(missing.map(([event, type]) => `${event}: ${type}`)))]
    : [];
}

function judgeRouter(
  { path, state, workflow, step }: RouterWorkflow,
  { ledger }: Config,
): readonly CheckVerdict[] {
  const contents = ledger === 'on' ? 'write' : 'read';
  const lacking = usesApp(step)
    ? []
    : lackingPermissions(workflow, step.job, { actions: 'write', contents, issues: 'write' });
  const checksOut = step.job.steps.some(({ uses }) => uses?.toLowerCase().startsWith('actions/checkout@'));
  return [
    // A schedule that fell asleep is a finding of its own check.
    ...(state === 'active' || 'schedule' in workflow.on ? [] : [error(workflowOff(path, state))]),
    ...(lacking.length > 0 ? [error(jobPermissions(path, lacking))] : []),
    ...('pull_request_target' in workflow.on && checksOut ? [error(text.checksOut(path))] : []),
  ];
}
