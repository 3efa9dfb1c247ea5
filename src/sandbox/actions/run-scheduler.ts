import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { RunBarrier } from '../actions-service.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { announceRun } from './announce-run.ts';
import { evaluateString } from './expressions/evaluate.ts';
import { workflowContexts } from './run-contexts.ts';
import { RunHolds } from './run-holds.ts';
import { runJobs } from './run-jobs.ts';
import type { RunPlan } from './run-plan.ts';
import type { Host } from './runner/job-session.ts';
import { GroupQueue } from './scheduler/group-queue.ts';
import { readConcurrency } from './workflow/read-concurrency.ts';
import type { Conclusion, WorkflowJob, WorkflowRun } from './workflow-run.ts';

interface Execution {
  cancel: AbortController;
  kill: AbortController;
  done: Promise<void>;
}

/**
 * Takes runs from `queued` or `pending` to `completed`.
 *
 * What must hold: a run starts only while it holds its group, and leaves it exactly once, when it completes; every
 * change of status is told to webhooks before anything that follows from it happens.
 */
export class RunScheduler {
  readonly groups = new GroupQueue();
  readonly #world: World;
  readonly #host: Host;
  readonly #holds = new RunHolds();
  readonly #plans = new Map<number, RunPlan>();
  readonly #executions = new Map<number, Execution>();
  #root: Promise<string> | undefined;
  /** Above 0 while a step of the schedule is half done: nothing may be concluded from what is seen then. */
  #unsettled = 0;
  #disposed = false;

  constructor(world: World, host: Host) {
    this.#world = world;
    this.#host = host;
  }

  /** Oldest first. */
  plans(repository: string): RunPlan[] {
    const name = repository.toLowerCase();
    return [...this.#plans.values()].filter((plan) => plan.repository.fullName.toLowerCase() === name);
  }

  plan(runId: number): RunPlan | undefined {
    return this.#plans.get(runId);
  }

  remove(runId: number): void {
    this.#plans.delete(runId);
  }

  nextRunNumber({ fullName }: Repository, workflowId: number): number {
    return 1 + this.plans(fullName).filter(({ run }) => run.workflowId === workflowId).length;
  }

  holdRuns(match: (run: WorkflowRun) => boolean): RunBarrier {
    return this.#holds.hold(match);
  }

  /** No run that could go on. */
  isIdle(isWaiting: (run: WorkflowRun) => boolean): boolean {
    if (this.#unsettled > 0) return false;
    return [...this.#plans.values()].every((plan) => {
      const { run } = plan;
      if (run.status === 'pending' || run.status === 'completed') return true;
      return this.#holds.isHeld(run) || isWaiting(run) || waitsForGroups(plan);
    });
  }

  /** A new run, or a new attempt of one. */
  submit(plan: RunPlan): void {
    this.#settle(() => this.#enter(plan));
  }

  /** A run that GitHub would start and the sandbox cannot: it is there, and says so. */
  refuse(plan: RunPlan, message: string): void {
    this.#settle(() => this.#failAtStart(plan, message));
  }

  #failAtStart(plan: RunPlan, message: string): void {
    this.#plans.set(plan.run.id, plan);
    plan.run.annotations.push({ level: 'failure', message });
    announceRun(this.#world, plan, 'requested');
    this.#complete(plan, 'startup_failure');
  }

  #enter(plan: RunPlan): void {
    const { run, repository, workflow } = plan;
    this.#plans.set(run.id, plan);
    try {
      const scope = { contexts: workflowContexts(this.#world, plan) };
      if (workflow.runName) run.displayTitle = evaluateString(workflow.runName, scope) || run.displayTitle;
      const entry = readConcurrency(workflow.concurrency, scope);
      if (entry) {
        run.group = entry.group;
        const admission = this.groups.enter(
          repository.fullName,
          { ...entry, member: memberOf(run) },
          { admit: () => this.#admit(plan), cancel: (message) => this.cancel(run, message) },
        );
        run.status = admission.position === 'holds' ? 'queued' : 'pending';
        announceRun(this.#world, plan, 'requested');
        admission.displace();
        if (admission.position === 'cancelled') this.#complete(plan, 'cancelled');
      } else {
        announceRun(this.#world, plan, 'requested');
      }
    } catch (error) {
      this.#failAtStart(plan, error instanceof Error ? error.message : String(error));
    }
    if (run.status === 'queued') this.#admit(plan);
  }

  /** Whether there was anything left to cancel. */
  cancel(run: WorkflowRun, message?: string): boolean {
    const plan = this.#plans.get(run.id);
    if (!plan || run.status === 'completed') return false;
    if (message !== undefined) run.annotations.push({ level: 'failure', message });
    const execution = this.#executions.get(run.id);
    if (execution) execution.cancel.abort();
    else this.#complete(plan, 'cancelled');
    return true;
  }

  /** Ends a run without its `always()` steps. */
  forceCancel(run: WorkflowRun): boolean {
    this.#executions.get(run.id)?.kill.abort();
    return this.cancel(run);
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    const executions = [...this.#executions.values()];
    for (const { cancel, kill } of executions) {
      kill.abort();
      cancel.abort();
    }
    await Promise.all(executions.map(({ done }) => done));
    if (this.#root) await rm(await this.#root, { recursive: true, force: true });
  }

  #admit(plan: RunPlan): void {
    const { run } = plan;
    run.status = 'queued';
    this.#world.changed();
    const attempt = run.attempt;
    this.#holds.pass(run, () => {
      // It may have been cancelled, and even started again, while it was held.
      if (run.status === 'queued' && run.attempt === attempt && !this.#disposed) this.#execute(plan);
    });
  }

  #execute(plan: RunPlan): void {
    const execution: Execution = {
      cancel: new AbortController(),
      kill: new AbortController(),
      done: Promise.resolve(),
    };
    this.#executions.set(plan.run.id, execution);
    execution.done = this.#run(plan, execution);
  }

  async #run(plan: RunPlan, { cancel, kill }: Execution): Promise<void> {
    const { run } = plan;
    this.#root ??= mkdtemp(join(tmpdir(), 'sandbox-actions-'));
    let conclusion: Conclusion;
    try {
      await runJobs({
        world: this.#world,
        plan,
        host: this.#host,
        groups: this.groups,
        folder: join(await this.#root, `${run.id}-${run.attempt}`),
        cancel: cancel.signal,
        kill: kill.signal,
        cancelRun: (message) => this.cancel(run, message),
        onStart: () => this.#start(plan),
      });
      conclusion = conclude(run, cancel.signal.aborted);
    } catch (error) {
      run.annotations.push({ level: 'failure', message: `The sandbox failed: ${String(error)}` });
      conclusion = 'failure';
    }
    this.#executions.delete(run.id);
    this.#complete(plan, conclusion);
  }

  #start(plan: RunPlan): void {
    if (plan.run.status === 'in_progress') return;
    plan.run.status = 'in_progress';
    plan.run.startedAt = this.#world.clock.tick();
    plan.run.updatedAt = plan.run.startedAt;
    announceRun(this.#world, plan, 'in_progress');
  }

  #complete(plan: RunPlan, conclusion: Conclusion): void {
    this.#settle(() => this.#leave(plan, conclusion));
  }

  #leave(plan: RunPlan, conclusion: Conclusion): void {
    const { run, repository } = plan;
    run.status = 'completed';
    run.conclusion = conclusion;
    run.updatedAt = this.#world.clock.tick();
    for (const job of run.jobs) {
      if (job.status !== 'completed') Object.assign(job, { status: 'completed', conclusion: 'cancelled' });
    }
    if (!this.#disposed) announceRun(this.#world, plan, 'completed');
    if (run.group !== undefined) this.groups.leave(repository.fullName, run.group, memberOf(run));
  }

  #settle(step: () => void): void {
    this.#unsettled += 1;
    try {
      step();
    } finally {
      this.#unsettled -= 1;
      this.#world.changed();
    }
  }
}

function memberOf(run: WorkflowRun): string {
  return `run ${run.id}`;
}

function conclude(run: WorkflowRun, isCancelled: boolean): Conclusion {
  const conclusions = run.jobs.map((job) => job.conclusion);
  if (conclusions.includes('failure')) return 'failure';
  if (isCancelled || conclusions.includes('cancelled')) return 'cancelled';
  return conclusions.every((one) => one === 'skipped') ? 'skipped' : 'success';
}

/** Its jobs wait for concurrency groups, or for jobs that do. */
function waitsForGroups({ run, workflow }: RunPlan): boolean {
  const left = run.jobs.filter(({ status }) => status !== 'completed');
  const isLeft = (key: string): boolean => left.some((job) => job.key === key);
  const needs = ({ key }: WorkflowJob): readonly string[] =>
    workflow.jobs.find((definition) => definition.key === key)?.needs ?? [];
  return (
    left.some(({ status }) => status === 'pending') &&
    left.every((job) => job.status === 'pending' || (job.status === 'queued' && needs(job).some(isLeft)))
  );
}
