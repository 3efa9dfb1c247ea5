import * as z from 'zod';
import { parseRepositoryName, type RepositoryName } from '../../core/item-id.ts';
import { readPatience } from '../../core/patience.ts';
import { notInActions, patienceInvalid } from '../../core/text/input-message.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the runner says about the run, read once at the entry. */
export interface RunSurroundings {
  /** Repository of the workflow. */
  readonly repository: RepositoryName;
  /** Home repository of the project: that of the workflow, unless a move names another. */
  readonly home: RepositoryName;
  readonly runId: number;
  /** From 1, and up when somebody presses "Re-run". */
  readonly runAttempt: number;
  readonly runUrl: string;
  readonly apiUrl: string;
  /** Without a slash at its end. */
  readonly serverUrl: string;
  /** Name of what started the workflow, and the file that holds its payload. */
  readonly event: { readonly name: string; readonly path: string };
  readonly temporaryDirectory: string;
  /** How many times longer than usual to wait for others. */
  readonly patience: number;
  /** Address of the page of reasons, if it is known. */
  readonly reasonsPage: string | undefined;
  readonly env: Environment;
}

export type SurroundingsRead =
  | { readonly kind: 'read'; readonly surroundings: RunSurroundings }
  | { readonly kind: 'unusable'; readonly message: string };

const schema = z.object({
  GITHUB_REPOSITORY: z.string().refine((name) => parseRepositoryName(name) !== undefined),
  GITHUB_RUN_ID: z.coerce.number().int().positive(),
  GITHUB_RUN_ATTEMPT: z.coerce.number().int().positive(),
  GITHUB_API_URL: z.url(),
  GITHUB_SERVER_URL: z.url(),
  GITHUB_EVENT_NAME: z.string().min(1),
  GITHUB_EVENT_PATH: z.string().min(1),
  RUNNER_TEMP: z.string().min(1),
});

export function readSurroundings(env: Environment): SurroundingsRead {
  const parsed = schema.safeParse(env);
  const repository = parsed.success ? parseRepositoryName(parsed.data.GITHUB_REPOSITORY) : undefined;
  if (!parsed.success || !repository) {
    const missing = parsed.error?.issues.map(({ path }) => path.join('.')) ?? [];
    return { kind: 'unusable', message: notInActions(missing) };
  }
  const patience = readPatience(env['INTERLOCK_PATIENCE']);
  if (patience === undefined) {
    return { kind: 'unusable', message: patienceInvalid(env['INTERLOCK_PATIENCE'] ?? '') };
  }
  const { data } = parsed;
  const serverUrl = data.GITHUB_SERVER_URL.replace(/\/+$/, '');
  return {
    kind: 'read',
    surroundings: {
      repository,
      home: repository,
      runId: data.GITHUB_RUN_ID,
      runAttempt: data.GITHUB_RUN_ATTEMPT,
      runUrl: `${serverUrl}/${data.GITHUB_REPOSITORY}/actions/runs/${data.GITHUB_RUN_ID}`,
      apiUrl: data.GITHUB_API_URL.replace(/\/+$/, ''),
      serverUrl,
      event: { name: data.GITHUB_EVENT_NAME, path: data.GITHUB_EVENT_PATH },
      temporaryDirectory: data.RUNNER_TEMP,
      patience,
      reasonsPage: reasonsPageUrl(env),
      env,
    },
  };
}

/**
 * The page that says what each reason means, of the very commit that runs. The runner does not name an action that lies in
 * the repository itself: `undefined`.
 */
export function reasonsPageUrl(env: Environment): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_ACTION_REPOSITORY: action, GITHUB_ACTION_REF: ref } = env;
  if (!server || !action || !ref) return undefined;
  return `${server.replace(/\/+$/, '')}/${action}/blob/${ref}/docs/reasons.md`;
}
