import type { LedgerMode, Router } from '../../core/mode.ts';

export interface WorkflowChoices {
  /** `OWNER/interlock@COMMIT` */
  readonly action: string;
  /** Whose token the action works with: the workflow's own, or one of an App that the action mints. */
  readonly credentials: 'workflow' | 'app';
  readonly router: Router;
  readonly ledger: LedgerMode;
}

const PLACEHOLDER = 'OWNER/interlock@COMMIT_SHA';
const TOKEN = /^( +)token: \$\{\{ github\.token \}\}$/gm;
/** Of a job, with the comment above them; the workflow's own are empty in the examples. */
const JOB_PERMISSIONS = /(?:^ +#.*\n)*^ +permissions: \{ \w.*\}\n/gm;

/** Fills in an example of the documentation. */
export function composeWorkflow(
  example: string,
  { action, credentials, router, ledger }: WorkflowChoices,
): string {
  if (!example.includes(PLACEHOLDER)) throw new Error(`The example workflow has no ${PLACEHOLDER}`);
  // The first line says where to copy the example.
  const text = example.replace(/^# Copy to .*\n/, '').replaceAll(PLACEHOLDER, action);
  if (credentials === 'workflow') {
    if (ledger === 'on') return text;
    const lesser = withoutAppending(text);
    return router === 'app' ? withoutDispatching(lesser) : lesser;
  }
  return text
    .replaceAll(JOB_PERMISSIONS, '')
    .replaceAll(TOKEN, (_, indent: string) =>
      [
        `${indent}app-client-id: \${{ vars.INTERLOCK_CLIENT_ID }}`,
        `${indent}app-private-key: \${{ secrets.INTERLOCK_PRIVATE_KEY }}`,
      ].join('\n'),
    );
}

/** Without a ledger only the agents write contents: who opens pull requests pushes their branches. */
function withoutAppending(text: string): string {
  return text.replaceAll(JOB_PERMISSIONS, (permissions) =>
    permissions.includes('pull-requests: write')
      ? permissions
      : permissions.replaceAll(/^ +#.*\n/gm, '').replace('contents: write', 'contents: read'),
  );
}

/** Where the app starts agents, the workflow's own token need not. */
function withoutDispatching(text: string): string {
  return text.replaceAll(JOB_PERMISSIONS, (permissions) =>
    permissions.replaceAll(/^ +#.*\n/gm, '').replace('actions: write', 'actions: read'),
  );
}
