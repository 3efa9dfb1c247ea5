import type { Advice } from './advice.ts';

export function labelsMissing(repository: string, names: readonly string[]): Advice {
  return {
    message: `${repository} has no ${names.length === 1 ? 'label' : 'labels'} ${names.map((name) => `"${name}"`).join(', ')}.`,
    remedy: 'Run `interlock init`, which creates them.',
  };
}

export function boardUnfit(message: string): Advice {
  return { message, remedy: 'Change the project or `board.states`.' };
}

export function boardFits(count: number): string {
  return `The board has all ${count} stages.`;
}
