import { dirname, join } from 'node:path';

import { issueWorkflowToken } from '../auth/workflow-token.ts';
import { toJson } from './expressions/data.ts';
import { evaluateToken } from './expressions/evaluate.ts';
import { githubContext } from './run-contexts.ts';
import type { ReadyJob, RunSurroundings } from './run-surroundings.ts';
import type { JobSession, JobStatus } from './runner/job-session.ts';
import { Masks } from './runner/masks.ts';
import { ProblemMatchers } from './runner/problem-matchers.ts';
import { runJob } from './runner/run-job.ts';
import { createRunnerFolders } from './runner/runner-folders.ts';

const defaultTimeoutMinutes = 360;

/** Gives the job a machine of its own, with a token, and runs its steps there. */
export async function runOnRunner(
  surroundings: RunSurroundings,
  { definition, record, contexts }: ReadyJob,
  cancel: AbortController,
): Promise<JobStatus> {
  const { world, plan, host, kill } = surroundings;
  surroundings.onStart();
  record.status = 'in_progress';
  record.startedAt = world.clock.tick();
  world.changed();
  const { run, repository } = plan;
  const token = issueWorkflowToken(world, { repository, permissions: definition.permissions, runId: run.id });
  const folders = await createRunnerFolders(
    join(surroundings.folder, String(record.id)),
    repository.name,
    plan.event,
  );
  const secrets = {
    ...Object.fromEntries([...repository.organizationSecrets, ...repository.secrets]),
    github_token: token,
  };
  const minutes = definition.timeoutMinutes
    ? Number(toJson(evaluateToken(definition.timeoutMinutes, { contexts })))
    : defaultTimeoutMinutes;
  const session: JobSession = {
    run,
    jobKey: definition.key,
    contexts: {
      ...contexts,
      github: {
        ...githubContext(world, plan),
        token,
        job: definition.key,
        event_path: folders.eventPath,
        workspace: folders.workspace,
      },
      secrets,
      runner: runnerContext(folders),
    },
    folders,
    masks: new Masks(Object.values(secrets)),
    matchers: new ProblemMatchers(),
    host,
    cancel: cancel.signal,
    kill,
    groups: new Set(),
    changed: () => world.changed(),
    env: {},
    path: [],
    steps: {},
    posts: [],
    status: 'success',
  };
  const timer = setTimeout(() => {
    const message = `The job has exceeded the maximum execution time of ${minutes}m0s`;
    run.annotations.push({ level: 'failure', message });
    cancel.abort();
  }, minutes * 60_000);
  try {
    return await runJob({
      session,
      workflow: plan.workflow,
      definition,
      record,
      repository: repository.fullName,
      tick: () => world.clock.tick(),
    });
  } finally {
    clearTimeout(timer);
    // GitHub revokes a job's token when the job is over.
    world.tokens.revoke(token);
  }
}

function runnerContext({ temp, toolCache, workspace }: JobSession['folders']): Record<string, string> {
  return {
    name: 'Sandbox',
    os: 'Linux',
    arch: 'X64',
    temp,
    tool_cache: toolCache,
    workspace: dirname(workspace),
    environment: 'github-hosted',
  };
}
