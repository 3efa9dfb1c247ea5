import type { Invariant } from './invariant.ts';

/** I4: one open pull request an item. */
export const onePullRequest: Invariant = {
  id: 'I4',
  promise: 'one pull request',
  broken: ({ after: { pullRequests } }) => {
    const second = pullRequests.find(({ item }, index) =>
      pullRequests.slice(0, index).some((one) => one.item === item),
    );
    return second && `${second.item} has two open pull requests`;
  },
};
