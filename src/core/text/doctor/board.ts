import { difference } from '../look-alikes.ts';
import type { Advice } from './advice.ts';

export function labelsMissing(repository: string, names: readonly string[]): Advice {
  return {
    message: `${repository} has no ${names.length === 1 ? 'label' : 'labels'} ${names.map((name) => `"${name}"`).join(', ')}.`,
    remedy: 'Run `interlock init`, which creates them.',
  };
}

/** `interlock init` would make a second one beside it. */
export function labelLooksAlike(repository: string, wanted: string, found: string): Advice {
  return {
    message: `${repository} has no label "${wanted}", but one that looks like it and differs ${difference(wanted, found) ?? ''}.`,
    remedy: 'Write `board.states` as the label is written, or rename the label.',
  };
}

export function boardUnfit(message: string): Advice {
  return { message, remedy: 'Change the project or `board.states`.' };
}

export function boardFits(count: number): string {
  return `The board has all ${count} stages.`;
}

interface UsersBoard {
  readonly owner: string;
  readonly number: number;
}

/** `who`: what works with an App's tokens. */
export function boardBeyondApps({ owner, number }: UsersBoard, who: readonly string[]): Advice {
  return {
    message: `Project ${number} belongs to the user ${owner}. GitHub shows it to no App, and ${who.join(' and ')} ${who.length === 1 ? 'works' : 'work'} with an App's tokens: everything that reads the board fails (\`board-missing\`).`,
    remedy:
      'Use a project of an organization. Or set `router: workflow`, and give the action a personal token of that user with the scope `project` as `token`, in place of `app-client-id` and `app-private-key`.',
  };
}

export function boardUnheard({ owner, number }: UsersBoard): Advice {
  return {
    message: `Project ${number} belongs to the user ${owner}, and GitHub sends no webhook about it: Interlock does not hear that a card was dragged. Only a schedule, or a run by hand, finds it.`,
    remedy: 'Keep the schedule of the workflow running, or use a project of an organization.',
  };
}
