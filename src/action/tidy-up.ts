import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import * as core from '@actions/core';
import { createAccess } from '../agents/run/access.ts';
import { type AuditedToolCall, appendAuditEntry, readToolCalls } from '../agents/run/audit-file.ts';
import { createRunAudit, restoreUse } from '../agents/run/run-audit.ts';
import { type Environment, readSurroundings, reasonsPageUrl } from '../agents/run/surroundings.ts';
import type { TaskContext } from '../agents/run/task-context.ts';
import { taskFailed } from '../agents/run/task-decision.ts';
import { type EngineUse, engineUseFigures } from '../core/engine-use.ts';
import { engineUseSentence } from '../core/text/engine-use.ts';
import { cancelledMessage } from '../core/text/run-message.ts';
import { stepSummary } from '../core/text/step-summary.ts';
import { ServerClock } from '../github/wire/server-clock.ts';
import { type BrokenOff, endBrokenOff } from './end-broken-off.ts';
import { readInputs } from './inputs.ts';
import { parseInputs, type RunInputs } from './parse-inputs.ts';

interface LeftBehind {
  readonly brokenOff: Omit<BrokenOff, 'wasEngineStarted' | 'use'>;
  /** The main step was killed before it could say how it ended. */
  readonly isUnreported: boolean;
  /** What its engine took, as it was saved, and the path of its audit record. Both are empty if no engine was started. */
  readonly use: string;
  readonly audit: string;
  readonly environment: Environment;
}

/** What the post step does for a run that did not end itself. It never throws. */
export async function tidyUp(left: LeftBehind): Promise<void> {
  const { isUnreported, environment } = left;
  const use = restoreUse(left.use, new Date());
  const brokenOff = { ...left.brokenOff, wasEngineStarted: left.use !== '', ...(use && { use }) };
  if (isUnreported) {
    await summariseBrokenOff(environment, { use, toolCalls: readToolCalls(left.audit) }).catch(warnUntidy);
    closeRecord(left.audit, use);
  }
  if (brokenOff.item !== '' || brokenOff.claim !== '') await end(brokenOff, environment).catch(warnUntidy);
}

/** What the main step has said already is not said a second time: it met the same, and had nothing to tidy up. */
export function warnUntidy(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const text = `Interlock could not tidy up: ${message}`;
  if (core.getState('reported').includes(message)) core.info(text);
  else core.warning(text);
}

async function end(brokenOff: BrokenOff, environment: Environment): Promise<void> {
  const run = readRun(environment);
  if (run) await endBrokenOff(brokenOff, run.inputs, run.context);
}

/** What the run would have needed to go on; `undefined` if it was no agent's run, or had no inputs to go by. */
function readRun(
  environment: Environment,
): { readonly inputs: RunInputs; readonly context: TaskContext } | undefined {
  const raw = readInputs((name) => core.getInput(name, { trimWhitespace: false }));
  for (const secret of [raw.token, raw['app-private-key']]) if (secret) core.setSecret(secret);
  const parsed = parseInputs(raw);
  const read = readSurroundings(environment);
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
    // No agent says anything here.
    secrets: () => [],
    debug: core.debug,
    warn: () => undefined,
    output: process.stdout,
    // No engine is started here.
    audit: createRunAudit({ now: () => clock.now(), saveUse: () => undefined, write: () => undefined }),
    save: core.saveState,
  };
  return { inputs, context };
}

interface KnownOfRun {
  readonly use: EngineUse | undefined;
  readonly toolCalls: readonly AuditedToolCall[];
}

async function summariseBrokenOff(environment: Environment, { use, toolCalls }: KnownOfRun): Promise<void> {
  if (!environment['GITHUB_STEP_SUMMARY']) return;
  const summary = stepSummary({
    ...taskFailed('cancelled', cancelledMessage()),
    subject: core.getInput('agent').replace(/[^\w-]/g, '?') || core.getInput('task'),
    took: use && engineUseSentence(use),
    toolCalls,
    calls: undefined,
    warnings: [],
    reasonsPage: reasonsPageUrl(environment),
  });
  await core.summary.addRaw(summary).write();
}

/** The file lies where an engine without a wall can write, so it may be gone. */
function closeRecord(path: string, use: EngineUse | undefined): void {
  if (path === '') return;
  const took = use && { took: engineUseFigures(use) };
  try {
    appendAuditEntry(path, { kind: 'end', outcome: 'failed', reason: 'cancelled', ...took }, new Date(), []);
  } catch (error) {
    warnUntidy(error);
  }
}
