import * as core from '@actions/core';
import { cancelledMessage } from '../core/text/run-message.ts';
import { stepSummary } from '../core/text/step-summary.ts';
import { createAccess } from './access.ts';
import { failed } from './decision.ts';
import { removeWorkspace } from './implementation/workspace.ts';
import { readInputs } from './inputs.ts';
import { parseInputs } from './parse-inputs.ts';
import { reasonsPage } from './reasons-page.ts';
import { reportBrokenOff } from './report-broken-off.ts';
import { readSurroundings } from './surroundings.ts';

// Runs after the job's steps, also when the run was cancelled. It tidies up, and never fails the job.
const claimed = core.getState('claimed');
const brokeOff = claimed !== '' && core.getState('settled') === '';
if (brokeOff) endEngine(Number(core.getState('engine')));
if (core.getState('reported') === '') await summariseBrokenOff().catch(warn);
const directory = core.getState('work-directory');
if (directory) await removeWorkspace(directory).catch(warn);
if (brokeOff) await sayThatItBrokeOff(claimed).catch(warn);

async function sayThatItBrokeOff(item: string): Promise<void> {
  const raw = readInputs((name) => core.getInput(name));
  for (const secret of [raw.token, raw['app-private-key']]) if (secret) core.setSecret(secret);
  const parsed = parseInputs(raw);
  const read = readSurroundings(process.env);
  if (parsed.kind === 'invalid' || parsed.inputs.task !== 'run' || read.kind === 'missing') return;
  const { surroundings } = read;
  const { credentials, project } = parsed.inputs;
  const openAccess = createAccess({
    credentials,
    surroundings,
    mask: core.setSecret,
    onCall: () => undefined,
  });
  await reportBrokenOff({
    item,
    unsaid: core.getState('unsaid'),
    project,
    openAccess,
    surroundings,
    now: () => new Date(),
  });
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

function warn(error: unknown): void {
  core.warning(`Interlock could not tidy up: ${error instanceof Error ? error.message : String(error)}`);
}
