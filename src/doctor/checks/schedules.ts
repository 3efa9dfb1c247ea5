import * as text from '../../core/text/doctor/schedules.ts';
import { workflowOff } from '../../core/text/doctor/workflow.ts';
import type { Check, DoctorSubject } from '../doctor-subject.ts';
import { type CheckVerdict, error, ok, warning } from '../finding.ts';
import { interlockWorkflows } from '../workflow/interlock-workflows.ts';
import { agentStep } from '../workflow/workflow.ts';

/** https://docs.github.com/actions/how-tos/manage-workflow-runs/disable-and-enable-workflows: public ones, after 60 days. */
const DROWSY_AFTER_DAYS = 45;

/** GitHub switches off the schedules of a repository that fell quiet, and with a schedule its whole file. */
export const checkSchedules: Check = async (subject) => {
  const found: CheckVerdict[] = [];
  let count = 0;
  for (const { path, state, workflow } of await interlockWorkflows(subject)) {
    if (!('schedule' in workflow.on)) continue;
    count += 1;
    if (agentStep(workflow)) found.push(warning(text.scheduleWithAgents(path)));
    found.push(...judgeState(subject, path, state));
  }
  return found.length > 0 ? found : [ok(text.schedulesAwake(count))];
};

function judgeState({ survey, now }: DoctorSubject, path: string, state: string): readonly CheckVerdict[] {
  if (state === 'disabled_inactivity') return [error(text.scheduleAsleep(path))];
  if (state !== 'active') return [error(workflowOff(path, state))];
  if (survey.private || survey.pushedAt === undefined) return [];
  const days = Math.floor((now.getTime() - Date.parse(survey.pushedAt)) / 86_400_000);
  return days > DROWSY_AFTER_DAYS ? [warning(text.scheduleDrowsy(path, days))] : [];
}
