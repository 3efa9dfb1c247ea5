import { PassThrough } from 'node:stream';
import { endBrokenOff } from '../../../src/action/end-broken-off.ts';
import { readInputs } from '../../../src/action/inputs.ts';
import { parseInputs, type TaskInputs } from '../../../src/action/parse-inputs.ts';
import { doctor } from '../../../src/action/tasks/doctor.ts';
import { move } from '../../../src/action/tasks/move.ts';
import { reconcileTask } from '../../../src/action/tasks/reconcile.ts';
import { routeTask } from '../../../src/action/tasks/route.ts';
import { run } from '../../../src/action/tasks/run.ts';
import { createAccess } from '../../../src/agents/run/access.ts';
import { failureOf } from '../../../src/agents/run/failure-of.ts';
import { createRunAudit } from '../../../src/agents/run/run-audit.ts';
import { readSurroundings } from '../../../src/agents/run/surroundings.ts';
import type { TaskContext } from '../../../src/agents/run/task-context.ts';
import { type TaskDecision, taskFailed } from '../../../src/agents/run/task-decision.ts';
import type { FaultWorld } from './fault-sandbox.ts';

interface TaskOptions {
  readonly inputs: Readonly<Record<string, string>>;
  readonly runId: number;
  readonly patience: number;
  /** An existing directory, for what `RUNNER_TEMP` is. */
  readonly temporaryDirectory: string;
  /** What started the workflow; a person, by hand, where absent. */
  readonly event?: { readonly name: string; readonly path: string };
}

/**
 * A task from its sources, as `main.ts` and then `post.ts` carry it out, with the credentials of the world's App: every
 * call of the product is there, tokens included. A process for each of some hundred plays would take minutes.
 */
export async function runTask(
  { sandbox, gateway, repository, app, requestLimit }: FaultWorld,
  { inputs, runId, patience, temporaryDirectory, event = BY_HAND }: TaskOptions,
): Promise<TaskDecision> {
  const defaults: Readonly<Record<string, string>> = {
    'fail-on-refusal': 'false',
    config: '.github/interlock.yml',
    ...(inputs['token'] === undefined && {
      'app-client-id': app.clientId,
      'app-private-key': app.privateKey,
    }),
  };
  const parsed = parseInputs(readInputs((name) => inputs[name] ?? defaults[name] ?? ''));
  const read = readSurroundings({
    PATH: process.env['PATH'],
    GITHUB_REPOSITORY: repository.fullName,
    GITHUB_RUN_ID: String(runId),
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_API_URL: sandbox.apiUrl,
    GITHUB_SERVER_URL: gateway.url,
    RUNNER_TEMP: temporaryDirectory,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: event.path,
  });
  if (parsed.kind === 'invalid' || read.kind === 'unusable') throw new Error('the test is wrong');
  const { surroundings } = read;
  const openAccess = createAccess({
    credentials: parsed.inputs.credentials,
    surroundings,
    mask: () => undefined,
    onCall: () => undefined,
    requestLimit,
  });
  const saved = new Map<string, string>();
  let ids = 0;
  const context: TaskContext = {
    surroundings,
    openAccess,
    signal: new AbortController().signal,
    now: () => new Date(),
    sleep: () => Promise.resolve(),
    random: () => 0,
    patience,
    newId: () => {
      ids += 1;
      return `run-${runId}-${ids}`;
    },
    mask: () => undefined,
    secrets: () => [],
    debug: () => undefined,
    warn: () => undefined,
    output: new PassThrough().resume(),
    audit: createRunAudit({
      now: () => new Date(),
      saveUse: (use) => saved.set('use', use),
      write: () => undefined,
    }),
    save: (name, value) => saved.set(name, value),
  };
  const decision = await carryOut(parsed.inputs, context).catch((error: unknown) => {
    const { reason, message } = failureOf(error);
    if (reason === 'internal-error') throw error;
    return taskFailed(reason, message);
  });
  const item = saved.has('settled') ? '' : (saved.get('claimed') ?? '');
  const claim = saved.has('released') ? '' : (saved.get('claim') ?? '');
  if ((item !== '' || claim !== '') && parsed.inputs.task === 'run') {
    const unsaid = saved.get('unsaid') ?? '';
    const brokenOff = { item, claim, unsaid, wasEngineStarted: saved.has('use') };
    await endBrokenOff(brokenOff, parsed.inputs, context).catch(() => undefined);
  }
  return decision;
}

const BY_HAND = { name: 'workflow_dispatch', path: '/dev/null' };

function carryOut(inputs: TaskInputs, context: TaskContext): Promise<TaskDecision> {
  switch (inputs.task) {
    case 'move':
      return move(inputs, context);
    case 'run':
      return run(inputs, context);
    case 'route':
      return routeTask(inputs, context);
    case 'reconcile':
      return reconcileTask(inputs, context);
    case 'doctor':
      return doctor(inputs, context);
  }
}
