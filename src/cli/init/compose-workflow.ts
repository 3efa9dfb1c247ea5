import { hasAgents, pullRequestAgents } from '../../core/agents/project-agents.ts';
import type { Config } from '../../core/config/config.ts';
import { minutesOf, neededKeys } from '../../doctor/engine-needs.ts';

export interface WorkflowChoices {
  /** `OWNER/interlock@COMMIT` */
  readonly action: string;
  /** Whose token the action works with: the workflow's own, or one of an App that the action mints. */
  readonly credentials: 'workflow' | 'app';
  readonly config: Pick<Config, 'router' | 'ledger' | 'agents'>;
}

const PLACEHOLDER = 'OWNER/interlock@COMMIT_SHA';
const TOKEN = /^( +)token: \$\{\{ github\.token \}\}$/gm;
/** Of a job, with the comment above them; the workflow's own are empty in the examples. */
const JOB_PERMISSIONS = /(?:^ +#.*\n)*^ +permissions: \{ \w.*\}\n/gm;
/** The model's key, with the comment above it. */
const KEYS = /^ +#.*\n( +)env:\n +[A-Z_]+: \$\{\{ secrets\..*\n/m;
/** What a run needs besides: to install the engine, to check the files out, and to push what it made. */
const MINUTES_AROUND_ENGINE = 15;

/** Fills in an example of the documentation. */
export function composeWorkflow(example: string, { action, credentials, config }: WorkflowChoices): string {
  if (!example.includes(PLACEHOLDER)) throw new Error(`The example workflow has no ${PLACEHOLDER}`);
  // The first line says where to copy the example.
  const filledIn = example.replace(/^# Copy to .*\n/, '').replaceAll(PLACEHOLDER, action);
  const text = KEYS.test(filledIn) ? forEngines(filledIn, config) : filledIn;
  if (credentials === 'workflow') return withLeastPermissions(text, config);
  return text
    .replaceAll(JOB_PERMISSIONS, '')
    .replaceAll(TOKEN, (_, indent: string) =>
      [
        `${indent}app-client-id: \${{ vars.INTERLOCK_CLIENT_ID }}`,
        `${indent}app-private-key: \${{ secrets.INTERLOCK_PRIVATE_KEY }}`,
      ].join('\n'),
    );
}

/** The agents' workflow gives the step the keys that its engines need and no other, and the time that they may take. */
function forEngines(text: string, config: WorkflowChoices['config']): string {
  const keys = neededKeys(config.agents).map(({ variables: [usual] }) => usual);
  const minutes = Math.max(0, ...config.agents.configured.map(minutesOf)) + MINUTES_AROUND_ENGINE;
  return text
    .replace(KEYS, (block, indent: string) => {
      if (keys.length === 0) return '';
      const [comment] = block.split('\n');
      const lines = keys.map((key) => `${indent}  ${key}: \${{ secrets.${key} }}`);
      return `${[comment, `${indent}env:`, ...lines].join('\n')}\n`;
    })
    .replace(
      /^( +timeout-minutes: )\d+$/m,
      (_, start: string) => `${start}${Math.min(minutes, LONGEST_JOB)}`,
    );
}

/** A hosted runner ends a job after six hours. */
const LONGEST_JOB = 360;

function withLeastPermissions(text: string, { router, ledger, agents }: WorkflowChoices['config']): string {
  const lacksPullRequests = pullRequestAgents(agents).length === 0 && hasAgents({ agents });
  const opened = lacksPullRequests ? withoutPullRequests(text) : text;
  if (ledger === 'on') return opened;
  const lesser = withoutAppending(opened);
  return router === 'app' ? withoutDispatching(lesser) : lesser;
}

function withoutPullRequests(text: string): string {
  return text.replaceAll(JOB_PERMISSIONS, (permissions) =>
    permissions.replace(/, pull-requests: write/, '').replace('to push, and to append', 'to append'),
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
