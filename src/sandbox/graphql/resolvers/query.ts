import { reaches } from '../../auth/reach.ts';
import type { User } from '../../state/user.ts';
import { connection, type PageArgs } from '../connection.ts';
import type { Context, Fields } from '../context.ts';
import { FieldError, fieldNotFound, NotInSandbox } from '../field-error.ts';
import { findNode } from '../find-node.ts';
import { searchIssues } from '../search-issues.ts';
import { accountSource, issueSource, repositorySource, type Source } from '../source.ts';

const IDS_LIMIT = 100;

interface SearchArgs extends PageArgs {
  query: string;
  type: string;
}

export const queryFields: Fields<unknown> = {
  relay: () => ({}),
  viewer: (_, __, { actor }) => ({ ...accountSource(actor.user), __typename: 'User' }),
  rateLimit: (_, __, { cost, quota, call }) => ({
    cost: call.cost.primary,
    nodeCount: cost.nodeCount,
    limit: quota.limit,
    remaining: quota.remaining,
    used: quota.used,
    resetAt: `${new Date(quota.reset * 1000).toISOString().slice(0, 19)}Z`,
  }),
  node: (_, { id }: { id: string }, context) => findNode(context, id),
  nodes: (_, { ids }: { ids: string[] }, context) => {
    if (ids.length > IDS_LIMIT) {
      throw new FieldError(
        'ARGUMENT_LIMIT',
        `You may not provide more than ${IDS_LIMIT} node ids; you provided ${ids.length}.`,
      );
    }
    // Each on its own: what cannot be found is null, with an error at its index, and the others are there.
    return ids.map((id): Promise<Source> => findNode(context, id));
  },
  repository: (_, { owner, name }: { owner: string; name: string }, { world, actor }) => {
    const repository = world.repository(`${owner}/${name}`);
    if (!repository || !reaches(actor, repository)) {
      throw fieldNotFound(`a Repository with the name '${owner}/${name}'`);
    }
    return repositorySource(repository);
  },
  search: (_, { query, type, ...args }: SearchArgs, context, info) => {
    if (type !== 'ISSUE') throw new NotInSandbox(`searching for ${type}`);
    const items = searchIssues(context, query);
    const page = connection(
      { items, toNode: ({ repository, issue }) => issueSource(repository, issue) },
      args,
      info,
    );
    return { ...page, issueCount: items.length };
  },
  organization: (_, { login }: { login: string }, context) =>
    account(context, login, (user) => user.type === 'Organization') ??
    fail(fieldNotFound(`an Organization with the login of '${login}'`)),
  user: (_, { login }: { login: string }, context) =>
    account(context, login, (user) => user.type === 'User') ??
    fail(fieldNotFound(`a User with the login of '${login}'`)),
  // Null for a login that nobody has, without an error.
  repositoryOwner: (_, { login }: { login: string }, context) =>
    account(context, login, (user) => user.type !== 'Bot') ?? null,
};

function account({ world }: Context, login: string, isWanted: (user: User) => boolean): unknown {
  const user = world.user(login);
  return user && isWanted(user) ? accountSource(user) : undefined;
}

function fail(error: FieldError): never {
  throw error;
}
