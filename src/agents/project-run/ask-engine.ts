import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import type { EngineAgent } from '../../core/agents/project-agents.ts';
import { scrubbedEnvironment } from '../../engines/command/scrubbed-environment.ts';
import type { EngineResult } from '../../engines/engine.ts';
import { startUnisolated } from '../../isolation/start-unisolated.ts';
import type { RunTools } from '../../tools/run-tools.ts';
import { readyEngine } from '../engine/ready-engine.ts';
import { showEvents } from '../engine/show-events.ts';
import { quotedOutput } from '../item-run/quoted-output.ts';
import { createWorkspace } from '../item-run/workspace.ts';
import type { TaskContext } from '../run/task-context.ts';

interface Asked {
  readonly agent: EngineAgent;
  readonly context: TaskContext;
  /** Key of the project. */
  readonly project: string;
  /** Values that the engine must not see. */
  readonly secrets: readonly string[];
  readonly prompt: string;
  readonly tools: RunTools;
}

/** Has an engine work without a checkout: all that it can change, it changes by tools. Leaves nothing on the disk. */
export async function askEngine({
  agent,
  context,
  project,
  secrets,
  prompt,
  tools,
}: Asked): Promise<EngineResult> {
  const { surroundings, patience, save, newId, output } = context;
  const readied = await readyEngine(agent, { context, secrets });
  if (readied.kind === 'failed') return readied;
  await using _engine = readied.engine;
  await using workspace = await createWorkspace(surroundings.temporaryDirectory);
  save('work-directory', workspace.directory);
  const { checkout, home, temporary } = workspace;
  await mkdir(checkout, { recursive: true });
  // The protocol's own code is half of the action's, and no other task needs it.
  const { serveTools } = await import('../../mcp/serve-tools.ts');
  const served = await serveTools(tools);
  const quoted = quotedOutput(newId());
  quoted.pipe(output, { end: false });
  try {
    return await readied.engine.run(
      {
        checkout,
        home,
        temporary,
        prompt,
        abilities: [],
        env: scrubbedEnvironment({ home, temporary, env: surroundings.env, project }),
        tools: { url: served.url, bearer: served.bearer },
        start: startUnisolated({
          mark: 'TMPDIR',
          patience,
          onStart: (group) => save('engine', String(group)),
        }),
        output: quoted,
      },
      showEvents(quoted),
    );
  } finally {
    // A call that is under way ends first: it may be in the middle of a move.
    await served.close();
    const flushed = once(quoted, 'end');
    quoted.end();
    await flushed;
  }
}
