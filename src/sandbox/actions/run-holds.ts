import type { RunBarrier } from '../actions-service.ts';
import type { WorkflowRun } from './workflow-run.ts';

interface Hold {
  match: (run: WorkflowRun) => boolean;
  held: (() => void)[];
  arrived: (run: WorkflowRun) => void;
}

/** Keeps runs that could start in `queued`, until a test releases them. */
export class RunHolds {
  readonly #holds = new Set<Hold>();
  readonly #heldRuns = new Set<number>();

  hold(match: (run: WorkflowRun) => boolean): RunBarrier {
    let arrived: (run: WorkflowRun) => void = () => {};
    const reached = new Promise<WorkflowRun>((resolve) => {
      arrived = resolve;
    });
    const hold: Hold = { match, held: [], arrived };
    this.#holds.add(hold);
    const release = (): void => {
      this.#holds.delete(hold);
      for (const start of hold.held.splice(0)) start();
    };
    return { reached, release };
  }

  /** Starts the run, at once or when its last hold is released. */
  pass(run: WorkflowRun, start: () => void): void {
    const hold = [...this.#holds].find(({ match }) => match(run));
    if (!hold) {
      this.#heldRuns.delete(run.id);
      start();
      return;
    }
    this.#heldRuns.add(run.id);
    hold.held.push(() => this.pass(run, start));
    hold.arrived(run);
  }

  isHeld(run: WorkflowRun): boolean {
    return this.#heldRuns.has(run.id);
  }
}
