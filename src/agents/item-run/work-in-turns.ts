import { checkFinish, type FinishCheck } from '../../core/agents/finish-check.ts';
import { continueBecause } from '../../core/text/continuation.ts';
import type { EngineResult } from '../../engines/engine.ts';
import type { EngineWork } from '../engine/ready-engine.ts';
import type { TakenWork } from '../git/take-work.ts';
import type { AgentFinish } from '../tools/run-record.ts';
import { describeTaken } from './describe-taken.ts';

export type TurnInput = Pick<EngineWork, 'prompt' | 'resume'>;

export interface Turn {
  readonly result: EngineResult;
  /** Whether nothing that the engine started can still write into the checkout. */
  readonly isGone: boolean;
}

interface Turns {
  readonly prompt: string;
  readonly turn: (given: TurnInput) => Promise<Turn>;
  /** How the agent said that its work ended, if it did. */
  readonly said: () => AgentFinish | undefined;
  readonly take: () => Promise<TakenWork>;
}

export interface TurnsEnd {
  /** Of the last turn. */
  readonly result: EngineResult;
  /** What the engine left; `undefined` if it cannot be looked at. */
  readonly taken: TakenWork | undefined;
  /** `undefined` if the last turn did not come to an end of its own. */
  readonly check: FinishCheck | undefined;
}

/** After its first turn, an engine is asked to go on this many times. */
const MOST_CONTINUATIONS = 2;

/**
 * Has an engine work, looks at what it left, and has it go on in the same session if that is not what the run needs. The
 * look is ours: that an engine says that it is done counts for nothing.
 */
export async function workInTurns({ prompt, turn, said, take }: Turns): Promise<TurnsEnd> {
  let { result, isGone } = await turn({ prompt });
  for (let continuations = 0; ; continuations += 1) {
    const taken = isGone ? await take() : undefined;
    if (result.kind !== 'finished' || !taken) return { result, taken, check: undefined };
    const check = checkFinish(taken.kind, said()?.outcome);
    const { session } = result;
    if (check.kind !== 'unmet' || session === undefined || continuations === MOST_CONTINUATIONS) {
      return { result, taken, check };
    }
    ({ result, isGone } = await turn({
      prompt: continueBecause({ check, ...describeTaken(taken) }),
      resume: session,
    }));
  }
}
