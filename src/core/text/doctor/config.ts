import { reasons } from '../../reasons.ts';
import type { Advice } from './advice.ts';

export function configInvalid(message: string): Advice {
  return { message, remedy: reasons['config-invalid'].remedy };
}

export function configKeptAdvice(message: string): Advice {
  return { message, remedy: reasons['config-kept'].remedy };
}

export function configAbsent(message: string): Advice {
  return { message, remedy: 'Run `interlock init` in a checkout, and push what it writes.' };
}

export function configValid(path: string, project: string): string {
  return `${path} is valid; the project is "${project}".`;
}

export const noAgents: Advice = {
  message: 'The configuration names no agent, so nothing will ever start.',
  remedy: 'Name one below `agents`.',
};

/** `message`: names the repository, and both projects. */
export function repositoryClaimedTwice(message: string): Advice {
  return { message, remedy: 'Until then every run of this project is refused.' };
}

export function repositoryListedElsewhere(message: string): Advice {
  return {
    message,
    remedy: 'Until then every run of the other project is refused, where it can see this one.',
  };
}
