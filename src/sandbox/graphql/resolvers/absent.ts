import { connection, type PageArgs } from '../connection.ts';
import type { Fields } from '../context.ts';

/**
 * What the GitHub CLI asks for at every turn and the sandbox has none of. Null and empty lists are the truth here:
 * nobody can make a milestone, a reaction, a card of the old projects or a check in this world.
 */
const REACTIONS = ['THUMBS_UP', 'THUMBS_DOWN', 'LAUGH', 'HOORAY', 'CONFUSED', 'HEART', 'ROCKET', 'EYES'];

const reactionGroups: Fields<unknown> = {
  reactionGroups: () => REACTIONS.map((content) => ({ content })),
};

export const absent = {
  ofComments: { ...reactionGroups, includesCreatedEdit: () => false } satisfies Fields<unknown>,
  ofIssues: {
    ...reactionGroups,
    includesCreatedEdit: () => false,
    milestone: () => null,
    projectCards: (_, args: PageArgs, __, info) =>
      connection({ items: [], toNode: (card) => card }, args, info),
  } satisfies Fields<unknown>,
  ofRepositories: {
    description: () => null,
    parent: () => null,
    hasWikiEnabled: () => false,
    hasProjectsEnabled: () => true,
    mergeCommitAllowed: () => true,
    squashMergeAllowed: () => true,
    rebaseMergeAllowed: () => false,
  } satisfies Fields<unknown>,
  ofIterations: { title: () => null, startDate: () => null, duration: () => null } satisfies Fields<unknown>,
  ofCommits: { statusCheckRollup: () => null } satisfies Fields<unknown>,
  ReactionGroup: {
    content: ({ content }) => content,
    users: (_, args: PageArgs, __, info) => connection({ items: [], toNode: (user) => user }, args, info),
  } as Fields<{ content: string }>,
};
