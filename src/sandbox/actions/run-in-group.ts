import { completeJob } from './complete-job.ts';
import { runOnRunner } from './run-on-runner.ts';
import type { ReadyJob, RunSurroundings } from './run-surroundings.ts';
import type { JobStatus } from './runner/job-session.ts';
import { readConcurrency } from './workflow/read-concurrency.ts';

/** Waits for the job's own concurrency group, if it names one. */
export async function runInGroup(surroundings: RunSurroundings, job: ReadyJob): Promise<JobStatus> {
  const { plan, groups, world } = surroundings;
  const entry = readConcurrency(job.definition.concurrency, { contexts: job.contexts });
  const cancel = new AbortController();
  const onCancel = (): void => {
    if (!job.holds()) cancel.abort();
  };
  surroundings.cancel.addEventListener('abort', onCancel, { once: true });
  const member = `job ${job.record.id}`;
  try {
    if (!entry) return await runOnRunner(surroundings, job, cancel);
    if (entry.group.toLowerCase() === plan.run.group?.toLowerCase()) {
      surroundings.cancelRun(
        `Canceling since a deadlock was detected for concurrency group: '${entry.group}' between a top level workflow and '${job.definition.key}'`,
      );
      return 'cancelled';
    }
    const admitted = await new Promise<boolean>((resolve) => {
      cancel.signal.addEventListener('abort', () => resolve(false), { once: true });
      const { position, displace } = groups.enter(
        plan.repository.fullName,
        { ...entry, member },
        {
          admit: () => resolve(true),
          cancel: (message) => {
            plan.run.annotations.push({ level: 'failure', message });
            cancel.abort();
          },
        },
      );
      job.record.status = position === 'pending' ? 'pending' : 'queued';
      world.changed();
      displace();
      if (position !== 'pending') resolve(position === 'holds');
    });
    const status = admitted ? await runOnRunner(surroundings, job, cancel) : 'cancelled';
    // It is over before the next in its group begins.
    completeJob(world, job.record, status);
    return status;
  } finally {
    surroundings.cancel.removeEventListener('abort', onCancel);
    if (entry) groups.leave(plan.repository.fullName, entry.group, member);
  }
}
