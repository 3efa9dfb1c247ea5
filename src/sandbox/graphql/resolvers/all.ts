import type { GraphQLFieldResolver } from 'graphql';
import type { Context, Fields, Resolver } from '../context.ts';
import { NotInSandbox } from '../field-error.ts';
import { createCommitOnBranch } from '../mutations/create-commit-on-branch.ts';
import { issueMutations } from '../mutations/issues.ts';
import { positionPayload, projectItemMutations } from '../mutations/project-items.ts';
import { pullRequestMutations } from '../mutations/pull-requests.ts';
import { refMutations } from '../mutations/refs.ts';
import { absent } from './absent.ts';
import { accounts } from './accounts.ts';
import { gitObjects } from './git-objects.ts';
import { commentFields, issueFields } from './issues.ts';
import { projects } from './projects.ts';
import { pullRequestFields, reviewFields } from './pull-requests.ts';
import { queryFields } from './query.ts';
import { labelFields, repositoryFields } from './repository.ts';
import { labelEventFields, timelineItems } from './timeline.ts';

/** Parents have been resolved by their type, which is what makes it sound to hand them to that type's resolvers. */
type AnyFields = Fields<never>;

const RESOLVERS: Readonly<Record<string, AnyFields>> = {
  Query: queryFields,
  Mutation: {
    ...issueMutations,
    ...pullRequestMutations,
    ...refMutations,
    ...projectItemMutations,
    createCommitOnBranch,
  },
  ...accounts,
  ...gitObjects,
  ...projects,
  Repository: repositoryFields,
  Label: labelFields,
  Issue: { ...issueFields, timelineItems },
  LabeledEvent: labelEventFields,
  UnlabeledEvent: labelEventFields,
  IssueComment: commentFields,
  PullRequest: pullRequestFields,
  PullRequestReview: reviewFields,
  UpdateProjectV2ItemPositionPayload: positionPayload,
  ReactionGroup: absent.ReactionGroup,
};

export function resolverOf(type: string, field: string): Resolver<never> | undefined {
  return RESOLVERS[type]?.[field];
}

/** Types without resolvers are made whole by whoever returns them: pages, payloads, counts. */
export function isPlain(type: string): boolean {
  return RESOLVERS[type] === undefined;
}

/** Never silent: a field without a resolver, or a plain object without that property, is an error. */
export const resolveField: GraphQLFieldResolver<unknown, Context> = (parent, args, context, info) => {
  const { parentType, fieldName } = info;
  const resolver = resolverOf(parentType.name, fieldName);
  if (resolver) return resolver(parent as never, args as never, context, info);
  const isThere =
    isPlain(parentType.name) && typeof parent === 'object' && parent !== null && fieldName in parent;
  if (!isThere) throw new NotInSandbox(`${parentType.name}.${fieldName}`);
  return (parent as Record<string, unknown>)[fieldName];
};
