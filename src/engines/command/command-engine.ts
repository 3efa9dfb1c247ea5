import type { Engine, EngineEnd } from '../engine.ts';
import { type ProgramEnd, runProgram } from '../run-program.ts';

/** The engine `command`: runs a program that needs nothing from us but its environment. How it exits is its result. */
export const commandEngine: Engine = {
  run: async (task) => {
    const { program, arguments: args, checkout: cwd, env } = task;
    return endOf(await runProgram({ argv: [program, ...args], cwd, env }, task));
  },
};

function endOf(end: ProgramEnd): EngineEnd {
  switch (end.kind) {
    case 'timed-out':
    case 'cancelled':
      return end;
    case 'exited':
      return end.code === 0 ? { kind: 'finished' } : failed(`exit code ${end.code}`);
    case 'killed':
      return failed(`ended by ${end.signal}`);
    case 'not-started':
      return failed(`cannot be started: ${end.detail}`);
    case 'outlived':
      return failed('a process that it started cannot be ended');
  }
}

function failed(detail: string): EngineEnd {
  return { kind: 'failed', reason: 'engine-failed', detail };
}
