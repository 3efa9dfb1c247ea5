import type { Access } from '../state/user.ts';

/**
 * Who may call an operation:
 * - `anyone`; `app`: with the app's JWT; `installation`: with an installation token, whatever its permissions;
 * - `token`: any valid credential but a JWT;
 * - otherwise the permissions that suffice, each by itself, as in GitHub's "Permissions required for GitHub Apps"
 *   (https://docs.github.com/rest/authentication/permissions-required-for-github-apps). Every token reads metadata.
 */
export type Requirement = 'anyone' | 'app' | 'installation' | 'token' | readonly Grant[];

export interface Grant {
  permission: string;
  access: Access;
}

const can = (access: Access, ...permissions: string[]): Grant[] =>
  permissions.map((permission) => ({ permission, access }));

const METADATA = can('read', 'metadata');
const ISSUES_READ = can('read', 'issues');
const ISSUES_WRITE = can('write', 'issues');
/** Labels, comments and titles of pull requests go through the issues API, for which either permission does. */
const ISSUE_OR_PULL_READ = can('read', 'issues', 'pull_requests');
const ISSUE_OR_PULL_WRITE = can('write', 'issues', 'pull_requests');
const PULLS_READ = can('read', 'pull_requests');
const PULLS_WRITE = can('write', 'pull_requests');
const CONTENTS_READ = can('read', 'contents');
const CONTENTS_WRITE = can('write', 'contents');
const CHECKS_READ = can('read', 'checks');
const ACTIONS_READ = can('read', 'actions');
const ACTIONS_WRITE = can('write', 'actions');
const SECRETS_READ = can('read', 'secrets');
const ADMINISTRATION_READ = can('read', 'administration');
const ADMINISTRATION_WRITE = can('write', 'administration');
const VARIABLES_READ = can('read', 'actions_variables');
const VARIABLES_WRITE = can('write', 'actions_variables');

export const PERMISSIONS: Readonly<Record<string, Requirement>> = {
  'meta/root': 'anyone',
  'meta/get-zen': 'anyone',
  'rate-limit/get': 'anyone',
  'users/get-authenticated': 'token',
  'users/get-by-username': 'anyone',
  'apps/get-authenticated': 'app',
  // The code is the credential.
  'apps/create-from-manifest': 'anyone',
  'apps/get-by-slug': 'anyone',
  'apps/list-installations': 'app',
  'apps/get-installation': 'app',
  'apps/get-repo-installation': 'app',
  'apps/get-org-installation': 'app',
  'apps/get-user-installation': 'app',
  'apps/create-installation-access-token': 'app',
  'apps/get-webhook-config-for-app': 'app',
  'apps/list-webhook-deliveries': 'app',
  'apps/get-webhook-delivery': 'app',
  'apps/redeliver-webhook-delivery': 'app',
  'apps/revoke-installation-access-token': 'installation',
  'apps/list-repos-accessible-to-installation': 'installation',
  'repos/get': METADATA,
  'repos/get-content': CONTENTS_READ,
  'repos/create-or-update-file-contents': CONTENTS_WRITE,
  'repos/delete-file': CONTENTS_WRITE,
  'repos/list-branches': CONTENTS_READ,
  'repos/get-branch': CONTENTS_READ,
  'repos/list-commits': CONTENTS_READ,
  'repos/get-commit': CONTENTS_READ,
  'repos/list-comments-for-commit': METADATA,
  // GitHub's table asks no more for it: whoever reads a commit may say something about it.
  'repos/create-commit-comment': CONTENTS_READ,
  'repos/compare-commits-with-basehead': CONTENTS_READ,
  'repos/get-collaborator-permission-level': METADATA,
  'git/get-ref': CONTENTS_READ,
  'git/list-matching-refs': CONTENTS_READ,
  'git/create-ref': CONTENTS_WRITE,
  'git/update-ref': CONTENTS_WRITE,
  'git/delete-ref': CONTENTS_WRITE,
  'git/create-commit': CONTENTS_WRITE,
  'git/create-tree': CONTENTS_WRITE,
  'git/get-commit': CONTENTS_READ,
  'git/get-tree': CONTENTS_READ,
  'git/get-blob': CONTENTS_READ,
  'issues/list-for-repo': ISSUE_OR_PULL_READ,
  'issues/get': ISSUE_OR_PULL_READ,
  'issues/create': ISSUES_WRITE,
  'issues/update': ISSUE_OR_PULL_WRITE,
  'issues/list-labels-on-issue': ISSUE_OR_PULL_READ,
  'issues/add-labels': ISSUE_OR_PULL_WRITE,
  'issues/set-labels': ISSUE_OR_PULL_WRITE,
  'issues/remove-label': ISSUE_OR_PULL_WRITE,
  'issues/remove-all-labels': ISSUE_OR_PULL_WRITE,
  'issues/list-labels-for-repo': ISSUE_OR_PULL_READ,
  'issues/get-label': ISSUE_OR_PULL_READ,
  'issues/create-label': ISSUE_OR_PULL_WRITE,
  'issues/update-label': ISSUE_OR_PULL_WRITE,
  'issues/delete-label': ISSUE_OR_PULL_WRITE,
  'issues/list-comments': ISSUE_OR_PULL_READ,
  'issues/list-comments-for-repo': ISSUE_OR_PULL_READ,
  'issues/get-comment': ISSUE_OR_PULL_READ,
  'issues/create-comment': ISSUE_OR_PULL_WRITE,
  'issues/update-comment': ISSUE_OR_PULL_WRITE,
  'issues/delete-comment': ISSUE_OR_PULL_WRITE,
  'issues/list-events': ISSUE_OR_PULL_READ,
  'issues/list-dependencies-blocked-by': ISSUES_READ,
  'issues/list-dependencies-blocking': ISSUES_READ,
  'issues/add-blocked-by-dependency': ISSUES_WRITE,
  'issues/remove-dependency-blocked-by': ISSUES_WRITE,
  'issues/list-sub-issues': ISSUES_READ,
  'issues/add-sub-issue': ISSUES_WRITE,
  'issues/remove-sub-issue': ISSUES_WRITE,
  'issues/get-parent': ISSUES_READ,
  'pulls/list': PULLS_READ,
  'pulls/get': PULLS_READ,
  'pulls/create': PULLS_WRITE,
  'pulls/update': PULLS_WRITE,
  'pulls/merge': CONTENTS_WRITE,
  'pulls/check-if-merged': CONTENTS_READ,
  'pulls/list-files': PULLS_READ,
  'pulls/list-commits': PULLS_READ,
  'pulls/list-reviews': PULLS_READ,
  'pulls/create-review': PULLS_WRITE,
  'pulls/list-requested-reviewers': PULLS_READ,
  'actions/list-repo-workflows': ACTIONS_READ,
  'actions/list-workflow-run-artifacts': ACTIONS_READ,
  'checks/list-annotations': CHECKS_READ,
  'actions/get-workflow': ACTIONS_READ,
  'actions/disable-workflow': ACTIONS_WRITE,
  'actions/enable-workflow': ACTIONS_WRITE,
  'actions/create-workflow-dispatch': ACTIONS_WRITE,
  'actions/list-workflow-runs': ACTIONS_READ,
  'actions/list-workflow-runs-for-repo': ACTIONS_READ,
  'actions/get-workflow-run': ACTIONS_READ,
  'actions/get-workflow-run-attempt': ACTIONS_READ,
  'actions/cancel-workflow-run': ACTIONS_WRITE,
  'actions/force-cancel-workflow-run': ACTIONS_WRITE,
  'actions/re-run-workflow': ACTIONS_WRITE,
  'actions/re-run-workflow-failed-jobs': ACTIONS_WRITE,
  'actions/delete-workflow-run': ACTIONS_WRITE,
  'actions/list-jobs-for-workflow-run': ACTIONS_READ,
  'actions/get-job-for-workflow-run': ACTIONS_READ,
  'actions/list-concurrency-groups-for-repository': ACTIONS_READ,
  'actions/get-concurrency-group-for-repository': ACTIONS_READ,
  'actions/list-concurrency-groups-for-workflow-run': ACTIONS_READ,
  'actions/list-repo-variables': VARIABLES_READ,
  'actions/get-repo-variable': VARIABLES_READ,
  'actions/create-repo-variable': VARIABLES_WRITE,
  'actions/update-repo-variable': VARIABLES_WRITE,
  'actions/delete-repo-variable': VARIABLES_WRITE,
  'actions/list-repo-secrets': SECRETS_READ,
  'actions/list-repo-organization-secrets': SECRETS_READ,
  'actions/get-github-actions-default-workflow-permissions-repository': ADMINISTRATION_READ,
  'actions/get-github-actions-permissions-repository': ADMINISTRATION_READ,
  'actions/get-allowed-actions-repository': ADMINISTRATION_READ,
  // Also to read them, says GitHub's page.
  'actions/list-repo-actions-policies': ADMINISTRATION_WRITE,
  'actions/get-repo-actions-policy': ADMINISTRATION_WRITE,
  'repos/get-branch-rules': METADATA,
  'repos/get-repo-rulesets': METADATA,
  'repos/get-repo-ruleset': METADATA,
  'repos/create-repo-ruleset': ADMINISTRATION_WRITE,
};
