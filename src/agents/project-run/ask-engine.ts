import { mkdir } from 'node:fs/promises';
import type { EngineAgent } from '../../core/agents/project-agents.ts';
import { scrubbedEnvironment } from '../../engines/command/scrubbed-environment.ts';
import type { EngineResult } from '../../engines/engine.ts';
import { failedEngine } from '../../engines/program-failure.ts';
import type { RunTools } from '../../tools/run-tools.ts';
import { readyEngine } from '../engine/ready-engine.ts';
import { showEvents } from '../engine/show-events.ts';
import { inQuotes } from '../item-run/quoted-output.ts';
import { createWorkspace } from '../item-run/workspace.ts';
import type { Project } from '../run/open-project.ts';
import { raiseRunWall } from '../run/raise-run-wall.ts';
import type { TaskContext } from '../run/task-context.ts';

interface Asked {
  readonly agent: EngineAgent;
  readonly context: TaskContext;
  readonly project: Pick<Project, 'config' | 'token'>;
  readonly prompt: string;
  readonly tools: RunTools;
}

/** Has an engine work without a checkout: all that it can change, it changes by tools. Leaves nothing on the disk. */
export async function askEngine({
  agent,
  context,
  project: { config, token },
  prompt,
  tools,
}: Asked): Promise<EngineResult> {
  const { surroundings, save, newId, output } = context;
  const readied = await readyEngine(agent, { context, secrets: [await token()] });
  if (readied.kind === 'failed') return readied;
  await using engine = readied.engine;
  await using workspace = await createWorkspace(surroundings.temporaryDirectory);
  save('work-directory', workspace.directory);
  const { checkout, home, temporary } = workspace;
  await mkdir(checkout, { recursive: true });
  const raised = await raiseRunWall({ config, context, workspace, engine, mark: 'TMPDIR' });
  if (raised.kind === 'refused') return failedEngine(raised.reason, raised.message);
  await using wall = raised.wall;
  await wall.handOver();
  // The protocol's own code is half of the action's, and no other task needs it.
  const { serveTools } = await import('../../mcp/serve-tools.ts');
  const served = await serveTools(tools);
  context.mask(served.bearer);
  await wall.allow(served.port);
  const task = {
    checkout,
    home,
    temporary,
    prompt,
    abilities: [],
    env: scrubbedEnvironment({ home, temporary, env: surroundings.env, project: config.project }),
    tools: { url: served.url, bearer: served.bearer },
    start: wall.start,
  };
  return await inQuotes({
    output,
    token: newId(),
    work: async (quoted) => {
      try {
        return await engine.run({ ...task, output: quoted }, showEvents(quoted));
      } finally {
        // A call that is under way ends first: it may be in the middle of a move.
        await served.close();
      }
    },
  });
}
