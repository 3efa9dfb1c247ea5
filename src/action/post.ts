import { removeWorkspace } from '../agents/item-run/workspace.ts';

// Runs after the job's steps, also when the run was cancelled. It tidies up, and never fails the job. Every job waits for
// this file, and few runs leave more than a directory behind: the rest is loaded when there is something to do.
const state = (name: string): string => process.env[`STATE_${name}`] ?? '';
const claimed = state('claimed');
const brokeOff = claimed !== '' && state('settled') === '';
if (brokeOff) endEngine(Number(state('engine')));
const wall = state('wall');
if (wall !== '') await removeWall(wall).catch(warn);
const directory = state('work-directory');
if (directory !== '') await removeWorkspace(directory).catch(warn);
const isUnreported = state('reported') === '';
const claim = state('released') === '' ? state('claim') : '';
if (brokeOff || isUnreported || claim !== '') {
  const { tidyUp } = await import('./tidy-up.ts');
  const brokenOff = { claim, item: brokeOff ? claimed : '', unsaid: state('unsaid') };
  const [use, audit] = [state('use'), state('audit')];
  await tidyUp({ brokenOff, isUnreported, use, audit, environment: process.env });
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

/** Before the directory goes: behind a wall, its files belong to another user. */
async function removeWall(trace: string): Promise<void> {
  const { removeLeftWall } = await import('../isolation/user/remove-left-wall.ts');
  await removeLeftWall(trace);
}

async function warn(error: unknown): Promise<void> {
  const { warnUntidy } = await import('./tidy-up.ts');
  warnUntidy(error);
}
