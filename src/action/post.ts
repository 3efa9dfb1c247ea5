import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import * as core from '@actions/core';
import { removeWorkspace } from '../agents/item-run/workspace.ts';
import { createAccess } from '../agents/run/access.ts';
import { failed } from '../agents/run/decision.ts';
import { reasonsPage } from '../agents/run/reasons-page.ts';
import { readSurroundings } from '../agents/run/surroundings.ts';
import type { TaskContext } from '../agents/run/task-context.ts';
import { cancelledMessage } from '../core/text/run-message.ts';
import { stepSummary } from '../core/text/step-summary.ts';
import { ServerClock } from '../github/wire/server-clock.ts';
import type { BrokenOff } from './end-broken-off.ts';
import { readInputs } from './inputs.ts';
import { parseInputs, type RunInputs } from './parse-inputs.ts';

// Runs after the job's steps, also when the run was cancelled. It tidies up, and never fails the job.
const claimed = core.getState('claimed');
const brokeOff = claimed !== '' && core.getState('settled') === '';
if (brokeOff) endEngine(Number(core.getState('engine')));
if (core.getState('reported') === '') await summariseBrokenOff().catch(warn);
const directory = core.getState('work-directory');
if (directory) await removeWorkspace(directory).catch(warn);
const claim = core.getState('released') === '' ? core.getState('claim') : '';
if (brokeOff || claim !== '') await end({ claim, item: brokeOff ? claimed : '' }).catch(warn);

/** What the run would have needed to go on; `undefined` if it was no agent's run, or had no inputs to go by. */
function readRun(): { readonly inputs: RunInputs; readonly context: TaskContext } | undefined {
  const raw = readInputs((name) => core.getInput(name, { trimWhitespace: false }));
  for (const secret of [raw.token, raw['app-private-key']]) if (secret) core.setSecret(secret);
  const parsed = parseInputs(raw);
  const read = readSurroundings(process.env);
  if (parsed.kind === 'invalid' || parsed.inputs.task !== 'run' || read.kind === 'unusable') return undefined;
  const { inputs } = parsed;
  const { surroundings } = read;
  const { credentials } = inputs;
  const onCall = () => undefined;
  const clock = new ServerClock(Date.now);
  const context: TaskContext = {
    surroundings,
    openAccess: createAccess({ credentials, surroundings, mask: core.setSecret, onCall, clock }),
    patience: surroundings.patience,
    signal: new AbortController().signal,
    now: () => clock.now(),
    sleep: (milliseconds) => setTimeout(milliseconds),
    random: Math.random,
    newId: randomUUID,
    mask: core.setSecret,
    debug: core.debug,
    warn: () => undefined,
    output: process.stdout,
    save: core.saveState,
  };
  return { inputs, context };
}

async function end(brokenOff: Pick<BrokenOff, 'claim' | 'item'>): Promise<void> {
  const run = readRun();
  if (!run) return;
  // Few runs end so, and every job waits for this file.
  const { endBrokenOff } = await import('./end-broken-off.ts');
  await endBrokenOff({ ...brokenOff, unsaid: core.getState('unsaid') }, run.inputs, run.context);
}

/** The main step was killed before it could say how it ended. */
async function summariseBrokenOff(): Promise<void> {
  if (!process.env['GITHUB_STEP_SUMMARY']) return;
  const summary = stepSummary({
    ...failed('cancelled', cancelledMessage()),
    subject: core.getInput('agent').replace(/[^\w-]/g, '?') || core.getInput('task'),
    calls: undefined,
    warnings: [],
    reasonsPage: reasonsPage(process.env),
  });
  await core.summary.addRaw(summary).write();
}

/** An engine leads a process group of its own, which does not end with us if we are killed. */
function endEngine(group: number): void {
  if (!(group > 1)) return;
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** What the main step has said already is not said a second time: it met the same, and had nothing to tidy up. */
function warn(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const text = `Interlock could not tidy up: ${message}`;
  if (core.getState('reported').includes(message)) core.info(text);
  else core.warning(text);
}
