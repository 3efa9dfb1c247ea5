import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ProcessSpec } from '../../isolation/engine-process.ts';
import type { Engine, EngineTask } from '../engine.ts';
import { withPrivateFiles } from '../private-files.ts';
import { programFailure } from '../program-failure.ts';
import { runProgram } from '../run-program.ts';

/** The engine `command`: runs a program that needs nothing from us but its environment. How it exits is its result. */
export const commandEngine: Engine = {
  run: async (task) => {
    const { program, arguments: args, checkout: cwd, env } = task;
    const spec: ProcessSpec = { argv: [program, ...args], cwd, env };
    const end = await runProgram(task.tools ? withTools(spec, task) : spec, task);
    return programFailure(end) ?? { kind: 'finished' };
  },
};

/** Such a program reads its prompt from standard input, and where the tools are from a file that only it can read. */
function withTools(spec: ProcessSpec, { home, prompt, tools }: EngineTask): ProcessSpec {
  const path = join(home, `.interlock-${randomUUID()}`, 'tools.json');
  const env = { ...spec.env, INTERLOCK_TOOLS_FILE: path };
  return withPrivateFiles({ ...spec, env, stdin: prompt }, [{ path, content: JSON.stringify(tools) }]);
}
