import { inCode } from './plain-text.ts';

/** Above what a team wrote, in an agent's instructions. */
export function rulesTitle(path: string): string {
  return `The team's rules, from ${inCode(path)} of the default branch`;
}

export function templateTitle(): string {
  return 'The template of pull requests: give the summary of `finish` its form, with every heading, and leave out what does not apply';
}
