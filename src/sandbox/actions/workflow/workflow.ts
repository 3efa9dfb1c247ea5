import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token';

import type { Permissions } from '../../state/app.ts';

/** A workflow file, read and found to be something that GitHub accepts and the sandbox can do. */
export interface Workflow {
  path: string;
  /** As given in the file, else its path. */
  name: string;
  runName: TemplateToken | undefined;
  triggers: Readonly<Record<string, Trigger>>;
  concurrency: TemplateToken | undefined;
  env: TemplateToken | undefined;
  jobs: readonly JobDefinition[];
}

export interface Trigger {
  /** Activity types; undefined: the event's default. */
  types: readonly string[] | undefined;
  /** For workflow_dispatch. */
  inputs: Readonly<Record<string, DispatchInput>>;
  /** Filters that the sandbox does not apply. A run that depends on one is refused. */
  unsupportedFilters: readonly string[];
}

export interface DispatchInput {
  type: 'string' | 'boolean' | 'number' | 'choice' | 'environment';
  required: boolean;
  default: string | undefined;
  options: readonly string[];
}

export interface JobDefinition {
  key: string;
  name: TemplateToken | undefined;
  needs: readonly string[];
  /** An expression, `success() && (...)` included where the file names no status function. */
  if: string;
  runsOn: TemplateToken;
  /** Job's own, else the workflow's, else GitHub's default for new repositories. */
  permissions: Permissions;
  concurrency: TemplateToken | undefined;
  env: TemplateToken | undefined;
  outputs: TemplateToken | undefined;
  timeoutMinutes: TemplateToken | undefined;
  /** Job's own before the workflow's. */
  defaults: readonly TemplateToken[];
  steps: readonly StepDefinition[];
}

export interface StepDefinition {
  id: string;
  name: TemplateToken | undefined;
  if: string;
  continueOnError: TemplateToken | undefined;
  timeoutMinutes: TemplateToken | undefined;
  env: TemplateToken | undefined;
  work:
    | {
        kind: 'run';
        script: TemplateToken;
        shell: string | undefined;
        workingDirectory: TemplateToken | undefined;
      }
    | { kind: 'uses'; uses: string; with: TemplateToken | undefined };
}

export type ParsedWorkflow =
  | { ok: true; workflow: Workflow }
  /** `unsupported`: GitHub would take the file, the sandbox does not. */
  | { ok: false; unsupported: boolean; message: string };
