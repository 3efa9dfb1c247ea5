import type { LiveRun } from '../ledger/rebuilt-state.ts';
import type { Stage } from '../stages.ts';

/** The sentences of `interlock rebuild`. */

export const ledgerIsOff = 'The configuration says `ledger: off`: there is nothing to rebuild.';

export function sound(branch: string, seq: number): string {
  return `The ledger on ${branch} is in order, at entry ${seq}; nothing was changed. If entries are missing at its end, name the newest that was there: --after NUMBER.`;
}

export function rebuilding(branch: string, why: string, seq: number): string {
  return `${why}\n\n${branch} would start again at entry ${seq}, with:`;
}

interface ItemFound {
  readonly stage: Stage | null;
  readonly run: LiveRun | undefined;
  /** Its pull request is open, and was published in this stage. */
  readonly isPublished: boolean;
}

export function itemLine(item: string, { stage, run, isPublished }: ItemFound): string {
  if (run)
    return `  ${item}, ${stage}: run ${run.run.id} of ${run.agent} ${run.hasBegun ? 'works; the reconciler looks after the item when that run is over' : 'waits'}`;
  if (isPublished) {
    return `  ${item}, ${stage}: its pull request is open; the reconciler will move it to in review`;
  }
  switch (stage) {
    case 'todo':
      return `  ${item}, todo: nobody works on it; the reconciler will start an agent`;
    case 'in-progress':
      return `  ${item}, in-progress: nobody works on it; it stays until a person moves it`;
    default:
      return `  ${item}, ${stage}`;
  }
}

export function projectLine({ run, agent, hasBegun }: LiveRun): string {
  return `  the project: run ${run.id} of ${agent} ${hasBegun ? 'works' : 'waits'}`;
}

export const nothingInFlight = '  nothing in flight';

export function ambiguous(items: readonly string[]): string {
  return `Left out, because they are in two stages at once: ${items.join(', ')}.`;
}

export function rebuilt(branch: string, seq: number): string {
  return `The ledger on ${branch} starts again at entry ${seq}. Run the workflow of \`task: reconcile\` by hand, from the Actions tab.`;
}

export function rewoundBehind(branch: string, found: number, known: number): string {
  return `The ledger on ${branch} is at entry ${found}, and entry ${known} was there before.`;
}

export function movedMeanwhile(branch: string): string {
  return `Somebody wrote to ${branch} meanwhile, and nothing was changed. Run it again.`;
}

export const afterInvalid = 'Expected the number of an entry.';
