import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token';

import { isTruthy, toJson } from '../expressions/data.ts';
import { evaluateCondition, evaluateToken, type Scope } from '../expressions/evaluate.ts';
import type { StepResult, WorkflowStep } from '../workflow-run.ts';
import { createCommandFiles } from './command-files.ts';
import { annotate, type JobSession, print, type StartWork, scopeOf, type WorkResult } from './job-session.ts';
import { stepEnvironment } from './step-environment.ts';
import { StepOutput } from './step-output.ts';

/** A step of the file or a post step: both run alike. */
export interface StepPlan {
  id: string;
  record: WorkflowStep;
  /** An expression. */
  if: string;
  continueOnError: TemplateToken | undefined;
  timeoutMinutes: TemplateToken | undefined;
  /** The step's own `env:`, evaluated. */
  env(): Readonly<Record<string, string>>;
  /** Asked for only when the step is going to run. */
  prepare(scope: Scope, env: Readonly<Record<string, string>>): PreparedStep | Promise<PreparedStep>;
  /** What the step wrote to GITHUB_STATE. */
  keepState?(state: Readonly<Record<string, string>>): void;
}

export interface PreparedStep {
  start: StartWork;
  /** INPUT_* and STATE_*. */
  variables: Readonly<Record<string, string>>;
  action: { repository: string; ref: string } | undefined;
}

export async function runStep(session: JobSession, plan: StepPlan, tick: () => string): Promise<void> {
  const { record } = plan;
  record.status = 'in_progress';
  record.startedAt = tick();
  session.changed();
  const outcome = await attempt(session, plan);
  record.outcome = outcome;
  record.conclusion = outcome === 'failure' && continuesOnError(session, plan) ? 'success' : outcome;
  record.status = 'completed';
  record.completedAt = tick();
  session.steps[plan.id] = {
    outputs: record.outputs,
    outcome: record.outcome,
    conclusion: record.conclusion,
  };
  if (session.cancel.aborted) session.status = 'cancelled';
  else if (record.conclusion === 'failure' && session.status === 'success') session.status = 'failure';
  session.changed();
}

async function attempt(session: JobSession, plan: StepPlan): Promise<StepResult> {
  if (session.kill.aborted) return 'skipped';
  try {
    const env = plan.env();
    const scope = scopeOf(session, { id: plan.id, env });
    if (!evaluateCondition(plan.if, scope)) return 'skipped';
    print(session, `##[group]${plan.record.name}`);
    print(session, '##[endgroup]');
    return await execute(session, plan, { env, scope });
  } catch (error) {
    annotate(session, 'failure', error instanceof Error ? error.message : String(error));
    return 'failure';
  }
}

async function execute(
  session: JobSession,
  plan: StepPlan,
  { env, scope }: { env: Readonly<Record<string, string>>; scope: Scope },
): Promise<StepResult> {
  const { start, variables, action } = await plan.prepare(scope, env);
  const files = await createCommandFiles(session, `${session.jobKey}_${plan.record.number}`);
  const output = new StepOutput(session);
  const limit = limitStep(session, plan, { env, scope });
  let result: WorkResult;
  try {
    result = await start({
      env: stepEnvironment(session, {
        id: plan.id,
        env,
        ...(action && { action }),
        extra: { ...files.variables, ...variables },
      }),
      onLine: output.onLine,
      cancel: limit.signal,
    });
  } finally {
    limit.lift();
  }
  const { outputs, state } = await files.collect();
  plan.record.outputs = outputs;
  plan.keepState?.(state);
  if (limit.signal.aborted) {
    annotate(session, 'failure', String(limit.signal.reason));
    return limit.signal.reason === cancelled ? 'cancelled' : 'failure';
  }
  const message = output.error ?? (result.ok ? undefined : result.message);
  if (message !== undefined) annotate(session, 'failure', message);
  return result.ok && output.error === undefined ? 'success' : 'failure';
}

const cancelled = 'The operation was canceled.';

/** A signal for this step alone: its time is up, or the job was cancelled and its `if` does not hold any more. */
function limitStep(
  session: JobSession,
  plan: StepPlan,
  { env, scope }: { env: Readonly<Record<string, string>>; scope: Scope },
): { signal: AbortSignal; lift(): void } {
  const controller = new AbortController();
  const onCancel = (): void => {
    if (!evaluateCondition(plan.if, scopeOf(session, { id: plan.id, env }))) controller.abort(cancelled);
  };
  session.cancel.addEventListener('abort', onCancel, { once: true });
  // The job may have been cancelled while the step was prepared.
  if (session.cancel.aborted) onCancel();
  const minutes = plan.timeoutMinutes && Number(toJson(evaluateToken(plan.timeoutMinutes, scope)));
  const timer =
    minutes &&
    setTimeout(() => {
      controller.abort(`The action '${plan.record.name}' has timed out after ${minutes} minutes.`);
    }, minutes * 60_000);
  return {
    signal: controller.signal,
    lift() {
      session.cancel.removeEventListener('abort', onCancel);
      clearTimeout(timer);
    },
  };
}

function continuesOnError(session: JobSession, { continueOnError, id }: StepPlan): boolean {
  return (
    continueOnError !== undefined &&
    isTruthy(evaluateToken(continueOnError, scopeOf(session, { id, env: {} })))
  );
}
