import { delimiter } from 'node:path';

import type { Json } from '../expressions/data.ts';
import type { JobSession } from './job-session.ts';

/** Entries of the `github` context that steps get as GITHUB_*. */
const exported = [
  'action',
  'action_ref',
  'action_repository',
  'actor',
  'actor_id',
  'api_url',
  'base_ref',
  'event_name',
  'event_path',
  'graphql_url',
  'head_ref',
  'job',
  'ref',
  'ref_name',
  'ref_protected',
  'ref_type',
  'repository',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'retention_days',
  'run_attempt',
  'run_id',
  'run_number',
  'server_url',
  'sha',
  'triggering_actor',
  'workflow',
  'workflow_ref',
  'workflow_sha',
  'workspace',
];

interface Step {
  id: string;
  env: Readonly<Record<string, string>>;
  /** `owner/name@ref` of the action, for `uses`. */
  action?: { repository: string; ref: string };
  /** GITHUB_OUTPUT and the like, INPUT_*, STATE_*. */
  extra: Readonly<Record<string, string>>;
}

/** Everything a step's process sees. Of this machine's environment, what the sandbox was told and no more. */
export function stepEnvironment(session: JobSession, step: Step): Record<string, string> {
  const github: Record<string, Json> = {
    ...(session.contexts['github'] as Record<string, Json>),
    action: step.id,
    action_repository: step.action?.repository ?? '',
    action_ref: step.action?.ref ?? '',
  };
  const fromGithub = exported.map((name) => [`GITHUB_${name.toUpperCase()}`, String(github[name] ?? '')]);
  const runner = Object.entries(session.contexts['runner'] as Record<string, string>);
  const env = { LANG: 'C.UTF-8', CI: 'true', ...session.host.environment, ...session.env, ...step.env };
  return {
    ...env,
    ...Object.fromEntries(fromGithub),
    GITHUB_ACTIONS: 'true',
    ...Object.fromEntries(runner.map(([name, value]) => [`RUNNER_${name.toUpperCase()}`, value])),
    HOME: session.folders.home,
    PATH: [...session.path, (env as Record<string, string>)['PATH'] ?? session.host.path].join(delimiter),
    ...step.extra,
  };
}
