import * as text from '../../core/text/doctor/protections.ts';
import { readActionsPermissions, readSelectedActions } from '../../github/actions/actions-permissions.ts';
import { type ActionsPolicy, listActionsPolicies } from '../../github/actions/actions-policies.ts';
import type { Check, DoctorSubject } from '../doctor-subject.ts';
import { type CheckVerdict, error, ok, orUnknown, warning } from '../finding.ts';
import { type InterlockWorkflow, interlockWorkflows } from '../workflow/interlock-workflows.ts';
import { type ActionRules, type ActionVerdict, judgeAction } from '../workflow/judge-action.ts';
import { judgeBranchFolders } from './branch-folders.ts';
import { judgeItemBranches } from './item-branches.ts';

/** What administrators and GitHub forbid: actions that a workflow names, who or what starts it, and where it pushes. */
export const checkProtections: Check = async (subject) => {
  const workflows = await interlockWorkflows(subject);
  const isDefaultInTheWay =
    !subject.survey.private && workflows.some(({ workflow }) => TARGET in workflow.on);
  const found = [
    ...(await orUnknown(() => judgeSettings(subject, workflows))),
    ...(await orUnknown(
      () => judgePolicies(subject, workflows),
      (message) => text.policiesUnread(message, isDefaultInTheWay),
    )),
    ...(await orUnknown(() => judgePushes(subject))),
  ];
  return found.length > 0 ? found : [ok(text.nothingForbidden)];
};

async function judgePushes(subject: DoctorSubject): Promise<readonly CheckVerdict[]> {
  const loaded = await subject.config();
  if (loaded.kind !== 'loaded') return [];
  return [
    ...(await judgeBranchFolders(subject, loaded.config)),
    ...(await judgeItemBranches(subject, loaded.config)),
  ];
}

async function judgeSettings(
  { github, home }: DoctorSubject,
  workflows: readonly InterlockWorkflow[],
): Promise<readonly CheckVerdict[]> {
  const permissions = await readActionsPermissions(github, home);
  if (!permissions.enabled) return [error(text.actionsOff(`${home.owner}/${home.repository}`))];
  const selected = permissions.allowed === 'selected' ? await readSelectedActions(github, home) : undefined;
  const rules = { ...permissions, selected, owner: home.owner };
  return workflows.flatMap((workflow) => judgeActions(workflow, rules));
}

function judgeActions({ path, workflow }: InterlockWorkflow, rules: ActionRules): readonly CheckVerdict[] {
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  const uses = [...new Set(steps.flatMap((step) => step.uses ?? []))];
  const those = (verdict: ActionVerdict) => uses.filter((one) => judgeAction(one, rules) === verdict);
  const [forbidden, maybe, notPinned] = [those('forbidden'), those('maybe-forbidden'), those('not-pinned')];
  return [
    ...(forbidden.length > 0 ? [error(text.actionsForbidden(path, forbidden))] : []),
    ...(maybe.length > 0 ? [warning(text.actionsMaybeForbidden(path, maybe))] : []),
    ...(notPinned.length > 0 ? [error(text.actionsNotPinned(path, notPinned))] : []),
  ];
}

async function judgePolicies(
  { github, home, survey }: DoctorSubject,
  workflows: readonly InterlockWorkflow[],
): Promise<readonly CheckVerdict[]> {
  const policies = (await listActionsPolicies(github, home)).filter(({ isActive }) => isActive);
  return [
    ...workflows.flatMap((workflow) => judgeEvents(workflow, policies, survey.private)),
    ...policies.flatMap((policy) => judgeActors(policy, workflows)),
  ];
}

const TARGET = 'pull_request_target';

/** Of several policies each has to allow it, as with rulesets. GitHub's own default gives way to any of them. */
function judgeEvents(
  { path, workflow }: InterlockWorkflow,
  policies: readonly ActionsPolicy[],
  isPrivate: boolean,
): readonly CheckVerdict[] {
  const events = Object.keys(workflow.on);
  const about = policies.filter((policy) => policy.events && targets(policy, path));
  if (about.length === 0 && !isPrivate && events.includes(TARGET)) {
    return [error(text.targetForbidden(path, events))];
  }
  return about.flatMap((policy) => {
    const forbidden = events.filter((event) => !policy.events?.includes(event));
    return forbidden.length > 0 ? [error(text.eventsForbidden(policy, path, forbidden))] : [];
  });
}

function judgeActors(
  policy: ActionsPolicy,
  workflows: readonly InterlockWorkflow[],
): readonly CheckVerdict[] {
  if (!policy.restrictsActors) return [];
  const paths = workflows.map(({ path }) => path).filter((path) => targets(policy, path));
  return paths.length > 0 ? [warning(text.actorsRestricted(policy, paths))] : [];
}

/** Whether a policy of Actions is about a workflow file. */
export function targets({ workflows }: Pick<ActionsPolicy, 'workflows'>, path: string): boolean {
  if (!workflows) return true;
  const { include, exclude } = workflows;
  if (exclude.some((pattern) => glob(pattern).test(path))) return false;
  return include.length === 0 || include.some((pattern) => pattern === '~ALL' || glob(pattern).test(path));
}

/** `*` stays in a folder, `**` does not. */
function glob(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\*+/g, (stars) => (stars.length > 1 ? '.*' : '[^/]*'));
  return new RegExp(`^${source}$`);
}
