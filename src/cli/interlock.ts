#!/usr/bin/env node
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { programRootAbove } from './checkout/program-root.ts';
import { runCommandLine } from './program.ts';

const { stdin, stdout, stderr, env } = process;

async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: stdin, output: stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
}

process.exitCode = await runCommandLine(
  process.argv.slice(2),
  {
    env,
    cwd: process.cwd(),
    programRoot: programRootAbove(fileURLToPath(new URL('.', import.meta.url))),
    out: (text) => stdout.write(text),
    colour: stdout.isTTY === true && !env['NO_COLOR'],
    now: new Date(),
    newId: randomUUID,
    ...(stdin.isTTY && stdout.isTTY && { confirm }),
  },
  (text) => stderr.write(text),
);
