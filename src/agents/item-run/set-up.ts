import * as text from '../../core/text/engine-message.ts';
import { cancelledMessage } from '../../core/text/run-message.ts';
import { scrubbedEnvironment } from '../../engines/command/scrubbed-environment.ts';
import { programFailure } from '../../engines/program-failure.ts';
import { runProgram } from '../../engines/run-program.ts';
import type { Wall } from '../../isolation/wall.ts';
import type { ReadyEngine } from '../engine/ready-engine.ts';
import type { TaskContext } from '../run/task-context.ts';
import { type Assignment, type Stopped, workFailed } from './assignment.ts';
import { stopOfFailure } from './engine-stop.ts';
import { inQuotedGroup } from './quoted-output.ts';
import type { Workspace } from './workspace.ts';

interface SetupOptions {
  readonly assignment: Assignment;
  readonly context: TaskContext;
  readonly workspace: Workspace;
  readonly engine: Pick<ReadyEngine, 'pass'>;
  readonly wall: Wall;
}

/**
 * Has the team's command prepare the checkout, such as `npm ci`, before a model is paid. It runs behind the engine's wall and
 * is gone when the engine starts, and with it the variables that it alone sees.
 *
 * @returns why the engine is not started; `undefined` if it may.
 */
export async function setUp(options: SetupOptions): Promise<Stopped | undefined> {
  const { assignment, context, workspace, engine, wall } = options;
  const { agent, config, item } = assignment;
  const { setup } = agent;
  if (!setup) return undefined;
  const passed = engine.pass(setup.env);
  if (passed.kind === 'refused') {
    const detail = text.envRefused(passed.problems);
    return stopOfFailure({ kind: 'failed', reason: 'config-invalid', detail }, agent);
  }
  const { surroundings, output, newId, signal, patience } = context;
  const { env } = surroundings;
  await wall.handOver();
  const end = await inQuotedGroup({
    output,
    title: text.setupLogTitle(),
    token: newId(),
    work: (quoted) =>
      runProgram(
        {
          argv: ['bash', '-c', setup.command],
          cwd: workspace.checkout,
          // Packages come from somewhere.
          network: 'open',
          env: {
            ...passed.env,
            ...scrubbedEnvironment({ ...workspace, env, project: config.project, item }),
          },
        },
        { start: wall.start, signal, patience, timeoutMs: setup.timeoutMinutes * 60_000, output: quoted },
      ),
  });
  const failure = programFailure(end);
  return failure && stopOfSetup(failure, setup.timeoutMinutes);
}

function stopOfSetup(end: NonNullable<ReturnType<typeof programFailure>>, minutes: number): Stopped {
  const failed = (how: string): Stopped => workFailed('setup-failed', text.setupFailed(how));
  switch (end.kind) {
    case 'cancelled':
      return workFailed('cancelled', cancelledMessage());
    case 'timed-out':
      return failed(text.setupTooLong(minutes));
    case 'failed':
      return failed(end.detail);
  }
}
