import type { Stage } from '../stages.ts';

/** The sentences about a board whose stages are labels. */

export function labelMissing(stage: Stage): string {
  return `The board has no label for ${stage}. Name one below \`board.states\`.`;
}

export function issueMissing(item: string): string {
  return `There is no issue ${item}, or the token cannot see it.`;
}

export function tooManyLabels(item: string): string {
  return `Could not find out since when ${item} is in its stage: too many labels came and went since. Remove the label of its stage and add it again.`;
}
