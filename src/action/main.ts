import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import * as core from '@actions/core';
import { createAccess } from '../agents/run/access.ts';
import { failureOf } from '../agents/run/failure-of.ts';
import { readSurroundings, reasonsPageUrl } from '../agents/run/surroundings.ts';
import type { TaskContext } from '../agents/run/task-context.ts';
import { type TaskDecision, taskFailed } from '../agents/run/task-decision.ts';
import type { Warning } from '../core/reasons.ts';
import { ServerClock } from '../github/wire/server-clock.ts';
import { readInputs } from './inputs.ts';
import { openRecord } from './open-record.ts';
import { parseInputs, type TaskInputs } from './parse-inputs.ts';
import { report } from './report.ts';

// The entry of the action: the only place that reads its environment, and the only one that catches everything.
const cancellation = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => cancellation.abort());

let calls = 0;
const warnings: Warning[] = [];
const raw = readInputs((name) => core.getInput(name, { trimWhitespace: false }));
const secrets = new Set<string>();
for (const secret of [raw.token, raw['app-private-key']]) if (secret) mask(secret);
const parsed = parseInputs(raw);
const read = readSurroundings(process.env);
const clock = new ServerClock(Date.now);
const audit =
  parsed.kind === 'valid' && read.kind === 'read'
    ? openRecord({
        surroundings: read.surroundings,
        inputs: parsed.inputs,
        // The machine's own clock, as the post step has it: GitHub's may differ.
        now: () => new Date(),
        secrets,
        warn: (warning) => warnings.push(warning),
      })
    : undefined;
const decision = await decide().catch((error: unknown) => {
  core.debug(String(error instanceof Error ? error.stack : error));
  const { reason, message } = failureOf(error);
  return taskFailed(reason, message);
});
await report({
  subject: parsed.kind === 'valid' ? subjectOf(parsed.inputs) : 'inputs',
  decision,
  audit,
  failOnRefusal: parsed.kind === 'valid' && parsed.inputs.failOnRefusal,
  calls,
  warnings,
  reasonsPage: reasonsPageUrl(process.env),
  hasSummary: Boolean(process.env['GITHUB_STEP_SUMMARY']),
});
core.saveState('reported', decision.message);

async function decide(): Promise<TaskDecision> {
  if (parsed.kind === 'invalid') return taskFailed(parsed.reason, parsed.message);
  const { inputs } = parsed;
  core.info(`Interlock: ${subjectOf(inputs)}`);
  if (read.kind === 'unusable') return taskFailed('input-invalid', read.message);
  if (!audit) throw new Error('There is no record of a run that can be carried out');
  const home = 'home' in inputs ? inputs.home : undefined;
  const surroundings = { ...read.surroundings, ...(home && { home }) };
  const context: TaskContext = {
    surroundings,
    openAccess: createAccess({
      credentials: inputs.credentials,
      surroundings,
      mask,
      onCall: () => calls++,
      clock,
    }),
    patience: surroundings.patience,
    signal: cancellation.signal,
    now: () => clock.now(),
    sleep: (milliseconds) => setTimeout(milliseconds),
    random: Math.random,
    newId: randomUUID,
    mask,
    secrets: () => secrets,
    debug: core.debug,
    warn: (warning) => warnings.push(warning),
    output: process.stdout,
    audit,
    save: core.saveState,
  };
  return carryOut(inputs, context);
}

async function carryOut(inputs: TaskInputs, context: TaskContext): Promise<TaskDecision> {
  switch (inputs.task) {
    case 'move': {
      const { move } = await import('./tasks/move.ts');
      return move(inputs, context);
    }
    case 'run': {
      const { run } = await import('./tasks/run.ts');
      return run(inputs, context);
    }
    case 'route': {
      const { routeTask } = await import('./tasks/route.ts');
      return routeTask(inputs, context);
    }
    case 'reconcile': {
      const { reconcileTask } = await import('./tasks/reconcile.ts');
      return reconcileTask(inputs, context);
    }
    case 'doctor': {
      const { doctor } = await import('./tasks/doctor.ts');
      return doctor(inputs, context);
    }
  }
}

/** Keeps a secret out of the log, and out of all that the run writes. */
function mask(secret: string): void {
  core.setSecret(secret);
  secrets.add(secret);
}

function subjectOf(inputs: TaskInputs): string {
  return inputs.task === 'run' ? inputs.agent.replace(/[^\w-]/g, '?') : inputs.task;
}
