import type { NextTry } from '../ledger/next-try.ts';

/** The last sentence about a run that stopped: whether its item is tried again, and by whom. */
export function nextTryLine(next: NextTry): string {
  switch (next.kind) {
    case 'by-hand':
      return 'To try again, move the item to todo.';
    case 'by-itself':
      return `That was attempt ${next.attempt} of at most ${next.maxAttempts}: the reconciler starts the next one.`;
    case 'handed-over':
      return 'No agent tries again before somebody moves the item to todo.';
  }
}
