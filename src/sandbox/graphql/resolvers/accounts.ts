import { canReadProject, needProject } from '../access.ts';
import { connection, type PageArgs } from '../connection.ts';
import type { Fields } from '../context.ts';
import { fieldNotFound } from '../field-error.ts';
import { type AccountSource, projectSource } from '../source.ts';

const actorFields: Fields<AccountSource> = {
  id: ({ user }) => user.nodeId,
  databaseId: ({ user }) => user.id,
  login: ({ user }) => user.login,
  avatarUrl: ({ user }, _, { world }) => `${world.url}/avatars/u/${user.id}`,
  url: ({ user }, _, { world }) => `${world.url}/${user.login}`,
  resourcePath: ({ user }) => `/${user.login}`,
};

const ownerFields: Fields<AccountSource> = {
  ...actorFields,
  name: ({ user }) => user.login,
  projectV2: ({ user }, { number }: { number: number }, context) => {
    const project = context.projects.find(user, number);
    const unknown = fieldNotFound(`a ProjectV2 with the number ${number}`);
    if (!project) throw unknown;
    needProject(context, project, unknown);
    return projectSource(project);
  },
  projectsV2: ({ user }, args: PageArgs, context, info) => {
    // Newest first, as GitHub lists them by default.
    const items = context.projects
      .of(user)
      .filter((project) => canReadProject(context, project))
      .sort((a, b) => b.number - a.number);
    return connection({ items, keyOf: ({ number }) => -number, toNode: projectSource }, args, info);
  },
};

export const accounts = {
  User: ownerFields,
  Organization: ownerFields,
  Bot: {
    ...actorFields,
    // Unlike REST, GraphQL gives the logins of bots without their suffix.
    login: ({ user }) => user.login.replace(/\[bot\]$/, ''),
    url: ({ user }, _, { world }) => `${world.url}/apps/${user.login.replace(/\[bot\]$/, '')}`,
    resourcePath: ({ user }) => `/apps/${user.login.replace(/\[bot\]$/, '')}`,
  } satisfies Fields<AccountSource>,
};
