import { ApiError, notFound } from '../../rest/api-error.ts';
import { page } from '../../rest/page.ts';
import { created, noContent, ok, type Route, repositoryRoute } from '../../rest/route.ts';
import type { Repository } from '../../state/repository.ts';

interface Variable {
  name: string;
  value: string;
}

/** Names are kept as given; they are found whatever their case. */
export const variableRoutes: readonly Route[] = [
  repositoryRoute('actions/list-repo-variables', (request) => {
    const { repository } = request;
    return page(request, [...repository.variables], (slice) => ({
      total_count: repository.variables.size,
      variables: slice.map((entry) => render(repository, entry)),
    }));
  }),

  repositoryRoute<{ name: string }>('actions/get-repo-variable', ({ repository, params }) =>
    ok(render(repository, find(repository, params.name))),
  ),

  repositoryRoute<unknown, Variable>('actions/create-repo-variable', ({ world, repository, body }) => {
    const taken = [...repository.variables.keys()].some((name) => isSame(name, body.name));
    if (taken) throw new ApiError(409, 'Already exists - Variable already exists');
    repository.variables.set(body.name, body.value);
    world.changed();
    return created({});
  }),

  repositoryRoute<{ name: string }, Partial<Variable>>(
    'actions/update-repo-variable',
    ({ world, repository, params, body }) => {
      const [name, value] = find(repository, params.name);
      repository.variables.delete(name);
      repository.variables.set(body.name ?? name, body.value ?? value);
      world.changed();
      return noContent();
    },
  ),

  repositoryRoute<{ name: string }>('actions/delete-repo-variable', ({ world, repository, params }) => {
    repository.variables.delete(find(repository, params.name)[0]);
    world.changed();
    return noContent();
  }),
];

function find(repository: Repository, wanted: string): [name: string, value: string] {
  const entry = [...repository.variables].find(([name]) => isSame(name, wanted));
  if (!entry) throw notFound();
  return entry;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function render(
  repository: Repository,
  [name, value]: [name: string, value: string],
): Record<string, string> {
  return { name, value, created_at: repository.createdAt, updated_at: repository.updatedAt };
}
