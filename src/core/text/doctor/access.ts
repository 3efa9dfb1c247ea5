import type { Advice } from './advice.ts';

export function mayRead(repository: string): Advice {
  return {
    message: `The token may only read ${repository}, and not its settings.`,
    remedy: 'Run it with the token of an administrator.',
  };
}

export function access(repository: string, level: string | undefined): string {
  return level === undefined
    ? `The token reaches ${repository}.`
    : `The token's person has ${level} access to ${repository}.`;
}
