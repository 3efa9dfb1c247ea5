import { page } from '../../rest/page.ts';
import { ok, type Reply, type Route, type RouteRequest, repositoryRoute } from '../../rest/route.ts';
import type { Repository } from '../../state/repository.ts';

/** Settings of Actions that can be read. Of secrets that is their names alone. */
export const settingRoutes: readonly Route[] = [
  repositoryRoute('actions/list-repo-secrets', (request) =>
    listSecrets(request, request.repository, request.repository.secrets),
  ),

  repositoryRoute('actions/list-repo-organization-secrets', (request) =>
    listSecrets(request, request.repository, request.repository.organizationSecrets),
  ),

  repositoryRoute(
    'actions/get-github-actions-default-workflow-permissions-repository',
    ({ repository: { allowActionsToCreatePullRequests } }) =>
      ok({
        // What a workflow without `permissions` gets here: see workflow/read-permissions.ts.
        default_workflow_permissions: 'read',
        can_approve_pull_request_reviews: allowActionsToCreatePullRequests,
      }),
  ),
];

function listSecrets(
  request: RouteRequest,
  { createdAt, updatedAt }: Repository,
  secrets: ReadonlyMap<string, string>,
): Reply {
  return page(request, [...secrets.keys()], (slice) => ({
    total_count: secrets.size,
    // GitHub keeps their names in upper case.
    secrets: slice.map((name) => ({
      name: name.toUpperCase(),
      created_at: createdAt,
      updated_at: updatedAt,
    })),
  }));
}
