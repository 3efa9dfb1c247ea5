import { evaluateString, evaluateStrings } from '../expressions/evaluate.ts';
import type { JobDefinition, StepDefinition, Workflow } from '../workflow/workflow.ts';
import type { WorkflowJob, WorkflowStep } from '../workflow-run.ts';
import { annotate, type JobSession, type JobStatus, type PostStep, print, scopeOf } from './job-session.ts';
import { prepareAction, prepareScript } from './prepare-work.ts';
import { type ResolvedAction, resolveAction } from './resolve-action.ts';
import { killGroup } from './run-process.ts';
import { runStep } from './run-step.ts';

export interface JobWork {
  session: JobSession;
  workflow: Workflow;
  definition: JobDefinition;
  record: WorkflowJob;
  repository: string;
  /** The time of the next change. */
  tick: () => string;
}

/** Runs a job's steps and then what they left to be done at the end; its outputs go into the record. */
export async function runJob(work: JobWork): Promise<JobStatus> {
  const { session, workflow, definition, record, tick } = work;
  try {
    Object.assign(session.env, evaluateStrings(workflow.env, scopeOf(session, { id: '', env: {} })));
    Object.assign(session.env, evaluateStrings(definition.env, scopeOf(session, { id: '', env: {} })));
    const actions = await resolveActions(work);
    for (const [index, step] of definition.steps.entries()) {
      await runMainStep(work, { step, action: actions[index], number: index + 1 });
    }
    await runPostSteps(session, record, tick);
    record.outputs = evaluateStrings(definition.outputs, scopeOf(session, { id: '', env: {} }));
  } catch (error) {
    annotate(session, 'failure', error instanceof Error ? error.message : String(error));
    if (session.status === 'success') session.status = 'failure';
  } finally {
    // What the steps left running ends with the job, as on a machine that is thrown away.
    for (const group of session.groups) killGroup(group);
  }
  if (session.cancel.aborted) session.status = 'cancelled';
  return session.status;
}

async function resolveActions({
  session,
  definition,
  repository,
}: JobWork): Promise<(ResolvedAction | undefined)[]> {
  const resolved: (ResolvedAction | undefined)[] = [];
  for (const { work } of definition.steps) {
    resolved.push(
      work.kind === 'uses' ? await resolveAction(work.uses, session.host.actions, repository) : undefined,
    );
  }
  return resolved;
}

async function runMainStep(
  { session, definition, record: job, tick }: JobWork,
  { step, action, number }: { step: StepDefinition; action: ResolvedAction | undefined; number: number },
): Promise<void> {
  const record = newRecord(step.id, nameOf(session, step), number);
  job.steps.push(record);
  let post: PostStep | undefined;
  await runStep(
    session,
    {
      id: step.id,
      record,
      if: step.if,
      continueOnError: step.continueOnError,
      timeoutMinutes: step.timeoutMinutes,
      env: () => evaluateStrings(step.env, scopeOf(session, { id: step.id, env: {} })),
      prepare: async (scope, env) => {
        const work = action
          ? prepareAction(session, { definition: step, action, scope })
          : await prepareScript(session, {
              definition: step,
              job: definition,
              key: `${job.key}_${number}`,
              scope,
            });
        if (work.post) {
          post = { id: step.id, name: `Post ${record.name}`, env, ...work, ...work.post };
          session.posts.push(post);
        }
        return work;
      },
      keepState(state) {
        for (const [name, value] of Object.entries(state)) {
          if (post) post.variables = { ...post.variables, [`STATE_${name}`]: value };
        }
      },
    },
    tick,
  );
}

/** Last in, first out, whatever became of the job. */
async function runPostSteps(session: JobSession, job: WorkflowJob, tick: () => string): Promise<void> {
  for (let post = session.posts.pop(); post; post = session.posts.pop()) {
    const { id, name, variables, action, start, env } = post;
    const record = newRecord(`${id}_post`, name, job.steps.length + 1);
    job.steps.push(record);
    const plan = {
      id: record.id,
      record,
      if: post.if,
      continueOnError: undefined,
      timeoutMinutes: undefined,
    };
    await runStep(session, { ...plan, env: () => env, prepare: () => ({ start, variables, action }) }, tick);
  }
}

function newRecord(id: string, name: string, number: number): WorkflowStep {
  return {
    id,
    name,
    number,
    status: 'queued',
    outcome: null,
    conclusion: null,
    outputs: {},
    startedAt: null,
    completedAt: null,
  };
}

function nameOf(session: JobSession, { name, work, id }: StepDefinition): string {
  if (name) {
    try {
      return evaluateString(name, scopeOf(session, { id, env: {} }));
    } catch (error) {
      print(session, `the step's name could not be evaluated: ${String(error)}`);
    }
  }
  if (work.kind === 'uses') return `Run ${work.uses}`;
  const source = 'source' in work.script ? work.script.source : undefined;
  return `Run ${String(source ?? id).split('\n')[0] ?? ''}`;
}
