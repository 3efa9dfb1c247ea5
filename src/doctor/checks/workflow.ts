import { runnableAgents } from '../../core/agents/agent-registry.ts';
import { hasAgents } from '../../core/agents/project-agents.ts';
import { parseRunName } from '../../core/run-name.ts';
import { withoutConfigAndWorkflow } from '../../core/text/doctor/advice.ts';
import * as text from '../../core/text/doctor/workflow.ts';
import { type AgentsWorkflow, agentsWorkflow, type Check, workflowPath } from '../doctor-subject.ts';
import { type CheckVerdict, error, ok, unknown, warning } from '../finding.ts';
import { contextsOf, SENT_INPUTS, sampleDispatch, samplesOf } from '../workflow/dispatch.ts';
import { evaluateText } from '../workflow/evaluate.ts';
import { type AgentStep, findAgentStep } from '../workflow/find-agent-step.ts';
import { contextsOfStep } from '../workflow/jobs-to-step.ts';
import { dispatchInputs } from '../workflow/workflow.ts';

/** Whether the app's dispatch reaches an agent: the file on the default branch, its inputs and its step. */
export const checkWorkflow: Check = async (subject) => {
  const loaded = await subject.config();
  if (loaded.kind !== 'loaded') return [unknown(withoutConfigAndWorkflow)];
  if (!hasAgents(loaded.config)) return [ok(text.noAgentToLookAt)];
  const path = workflowPath(loaded.config);
  const file = (await subject.workflows()).find((one) => one.path === path);
  if (!file) return [error(text.workflowAbsent(path, subject.survey.defaultBranch))];
  const off = file.state === 'active' ? [] : [error(text.workflowOff(path, file.state))];
  const read = await subject.workflow(path);
  if (read.kind === 'invalid') return [...off, error(text.workflowUnreadable(path, read.problems))];
  const step = await findAgentStep(read.workflow, subject.workflow);
  if (step.kind !== 'found') return [...off, whyNoStep(path, step)];
  const agents = await agentsWorkflow(subject);
  const found = agents ? [...off, ...judgeDispatch(agents), ...judgeStep(agents)] : off;
  return found.length > 0 ? found : [ok(text.workflowFits(path))];
};

function whyNoStep(path: string, step: Exclude<AgentStep, { kind: 'found' }>): CheckVerdict {
  switch (step.kind) {
    case 'none':
      return error(text.workflowWithoutAgents(path));
    case 'elsewhere':
      return unknown(text.workflowCallsElsewhere(path, step.uses));
    case 'broken':
      return error(text.workflowUnreadable(step.path, step.problems));
  }
}

function judgeDispatch({ config, path, workflow, origin, samples }: AgentsWorkflow): readonly CheckVerdict[] {
  const inputs = dispatchInputs(workflow);
  if (!inputs) return [error(text.notDispatchable(path))];
  const dispatches = samples.map((sample) => sampleDispatch(origin, sample));
  const names = inputs.map(({ name }) => name);
  const isSent = (name: string): boolean => SENT_INPUTS.some((sent) => sent === name);
  const notTaken = SENT_INPUTS.filter((name) => !names.includes(name));
  const notSent = inputs
    .filter(({ name, isRequired }) => isRequired && !isSent(name))
    .map(({ name }) => name);
  const refused = SENT_INPUTS.flatMap((name) => {
    const input = inputs.find((one) => one.name === name);
    const values = dispatches
      .map((dispatch) => dispatch[name])
      .filter((value) => input?.takes(value) === false);
    return values.length > 0 ? [{ name, values: [...new Set(values)] }] : [];
  });
  const found = [
    ...refused.map(({ name, values }) => error(text.inputRefused(path, name, values))),
    ...(notTaken.length > 0 ? [error(text.inputsNotTaken(path, notTaken))] : []),
    ...(notSent.length > 0 ? [error(text.inputsNotSent(path, notSent))] : []),
  ];
  for (const sample of samplesOf(runnableAgents(config.agents.registry))) {
    const dispatch = sampleDispatch(origin, sample);
    const title = titleOf(workflow['run-name'] ?? '', () => contextsOf(origin, dispatch));
    const read = parseRunName(title);
    if (read?.agent === dispatch.agent && read.subject === (dispatch.item || dispatch.project)) continue;
    return [...found, warning(text.runNameUnknown(path, title))];
  }
  return found;
}

function titleOf(runName: string, contexts: () => Parameters<typeof evaluateText>[1]): string {
  try {
    return evaluateText(runName, contexts());
  } catch {
    return runName;
  }
}

/** What the step is told has to be what the dispatch said, whatever the file calls it in between. */
const HANDED_ON = ['project', 'agent', 'item'] as const;

function judgeStep({ path, step, origin, samples: [sample] }: AgentsWorkflow): readonly CheckVerdict[] {
  const dispatch = sampleDispatch(origin, sample);
  const contexts = contextsOfStep(step, origin, dispatch);
  const lost = HANDED_ON.filter((name) => {
    try {
      return evaluateText(String(step.with[name] ?? ''), contexts) !== dispatch[name];
    } catch {
      return true;
    }
  });
  return [
    ...(lost.length > 0 ? [error(text.inputsNotHandedOn(path, lost))] : []),
    ...judgeReference(step.calls?.at(-1)?.path ?? path, step.uses),
  ];
}

function judgeReference(path: string, uses: string): readonly CheckVerdict[] {
  if (uses.startsWith('./')) return [];
  if (/^OWNER\/|@COMMIT_SHA$/.test(uses)) return [error(text.notFilledIn(path, uses))];
  return /@[0-9a-f]{40}$/.test(uses) ? [] : [warning(text.notPinned(path, uses))];
}
