import type { FinishCheck } from '../agents/finish-check.ts';
import type { LeftPlace } from './left-work.ts';
import { namedFiles, namedPlaces } from './left-work.ts';

/** What an engine is told when its work is not what the run needs. It remembers its earlier turns. */
export interface UnfinishedWork {
  readonly check: Extract<FinishCheck, { kind: 'unmet' }>;
  /** Where its commits are, if they are somewhere else. */
  readonly places: readonly LeftPlace[];
  /** Files whose content is kept elsewhere. */
  readonly filtered: readonly { readonly path: string; readonly filter: string }[];
}

/** The whole prompt of another turn. */
export function continueBecause({ check, places, filtered }: UnfinishedWork): string {
  const why = {
    nothing: nothingChanged(check.claimsDone),
    elsewhere: `No file of your checkout is changed, but ${places.length === 0 ? 'you committed something, and what you committed cannot be read' : `you left work elsewhere: ${namedPlaces(places)}`}. Only the files of the checkout become the pull request, and nothing else does. Bring the work there.`,
    filtered: `You wrote the content of ${namedFiles(filtered)}. Interlock cannot put it where that filter keeps it, and so cannot take any of your changes. Bring these files back to what they were, and do without changing them.`,
  }[check.work];
  return `Interlock looked at your work, and there is no pull request to open yet. ${why}

If you can finish the item, do it now, then call \`finish\` with the outcome \`done\`. If you cannot or should not, say so: call \`finish\` with the outcome \`question\`, \`blocked\` or \`not-needed\` and give the reason in its summary. What was said at the beginning still holds.
`;
}

function nothingChanged(claimsDone: boolean): string {
  return claimsDone
    ? 'You said that the work is done, but every file of your checkout is as you found it.'
    : 'You ended your turn, but every file of your checkout is as you found it, and you did not call `finish`.';
}
