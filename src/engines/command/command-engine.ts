import type { Engine } from '../engine.ts';
import { programFailure } from '../program-failure.ts';
import { runProgram } from '../run-program.ts';

/** The engine `command`: runs a program that needs nothing from us but its environment. How it exits is its result. */
export const commandEngine: Engine = {
  run: async (task) => {
    const { program, arguments: args, checkout: cwd, env } = task;
    const end = await runProgram({ argv: [program, ...args], cwd, env }, task);
    return programFailure(end) ?? { kind: 'finished' };
  },
};
