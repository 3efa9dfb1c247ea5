import * as z from 'zod';

/** The parts of a workflow file that matter here, after GitHub's own parser has accepted the whole of it. */

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]).transform((value) => value ?? '');

const concurrencySchema = z
  .union([
    z.string().transform((group) => ({ group })),
    z.object({
      group: z.string(),
      'cancel-in-progress': z.union([z.boolean(), z.string()]).optional(),
      queue: z.string().optional(),
    }),
  ])
  .optional();

const permissionsSchema = z
  .union([z.string(), z.record(z.string(), z.string()), z.null()])
  .transform((value) => value ?? {})
  .optional();

/** An expression may stand for the whole mapping; then nothing of it is known. */
const environmentSchema = z
  .union([z.record(z.string(), scalar), z.string().transform(() => ({}))])
  .nullish()
  .transform(
    (env): Readonly<Record<string, string>> =>
      Object.fromEntries(Object.entries(env ?? {}).map(([name, value]) => [name, String(value)])),
  );

const stepSchema = z.object({
  uses: z.string().optional(),
  with: z.record(z.string(), scalar).optional(),
  env: environmentSchema,
});

const labelsSchema = z.union([z.string().transform((label) => [label]), z.array(z.string())]);

const runsOnSchema = z
  .union([labelsSchema, z.object({ labels: labelsSchema.default([]) }).transform(({ labels }) => labels)])
  .default([]);

const jobSchema = z.object({
  if: z.union([z.string(), z.boolean()]).optional(),
  permissions: permissionsSchema,
  concurrency: concurrencySchema,
  env: environmentSchema,
  /** Labels of the runner. */
  'runs-on': runsOnSchema,
  'timeout-minutes': z.union([z.number(), z.string()]).optional(),
  /** The job's steps run in it. */
  container: z.unknown().optional(),
  environment: z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]).optional(),
  steps: z.array(stepSchema).default([]),
  /** A reusable workflow in place of steps, and what it is given. */
  uses: z.string().optional(),
  with: z.record(z.string(), scalar).optional(),
  secrets: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
});

const dispatchSchema = z
  .object({
    inputs: z
      .record(
        z.string(),
        z
          .object({
            required: z.boolean().optional(),
            default: scalar.optional(),
            type: z.string().optional(),
            options: z.array(scalar).optional(),
          })
          .nullable()
          .transform((input) => input ?? {}),
      )
      .nullish()
      .transform((inputs) => inputs ?? {}),
  })
  .nullable()
  .transform((dispatch) => dispatch ?? { inputs: {} });

const triggersSchema = z
  .union([
    z.string().transform((name) => ({ [name]: null })),
    z.array(z.string()).transform((names) => Object.fromEntries(names.map((name) => [name, null]))),
    z.record(z.string(), z.unknown()),
  ])
  .transform((triggers: Record<string, unknown>) => triggers);

export const workflowSchema = z.object({
  on: triggersSchema,
  'run-name': z.string().optional(),
  permissions: permissionsSchema,
  concurrency: concurrencySchema,
  env: environmentSchema,
  jobs: z.record(z.string(), jobSchema),
});

export type Workflow = z.infer<typeof workflowSchema>;
export type Job = z.infer<typeof jobSchema>;
export type Step = z.infer<typeof stepSchema>;
export type Concurrency = NonNullable<z.infer<typeof concurrencySchema>>;

export interface DispatchInput {
  readonly name: string;
  /** It has to be given, because nothing stands in for it. */
  readonly isRequired: boolean;
  /** Whether GitHub takes a dispatch with this value. */
  readonly takes: (value: string) => boolean;
}

/** Inputs of `workflow_dispatch`; `undefined` if the workflow cannot be dispatched. */
export function dispatchInputs({ on }: Workflow): readonly DispatchInput[] | undefined {
  if (!('workflow_dispatch' in on)) return undefined;
  const { inputs } = dispatchSchema.parse(on['workflow_dispatch']);
  return Object.entries(inputs).map(([name, input]) => ({
    name,
    isRequired: input.required === true && input.default === undefined,
    takes: (value) => isOfType(value, input.type, input.options?.map(String)),
  }));
}

/** An environment is not looked for: which there are is not in the file. */
function isOfType(value: string, type = 'string', options: readonly string[] = []): boolean {
  switch (type) {
    case 'choice':
      return options.includes(value);
    case 'boolean':
      return ['', 'true', 'false'].includes(value);
    case 'number':
      return !Number.isNaN(Number(value));
    default:
      return true;
  }
}

/** A step that runs Interlock: told by its input `task`, since the action's repository may be called anything. */
export interface InterlockStep {
  readonly jobKey: string;
  readonly job: Job;
  /** The calls by which a run comes to a step of a reusable workflow, outermost first. */
  readonly calls?: readonly Call[];
  readonly uses: string;
  readonly with: Readonly<Record<string, string | number | boolean>>;
  readonly env: Readonly<Record<string, string>>;
  /** What follows it in its job. */
  readonly later: readonly Step[];
}

/** A job that calls a reusable workflow. */
export interface Call {
  readonly job: Job;
  /** The one that is called. */
  readonly workflow: Workflow;
  readonly path: string;
  readonly text: string;
}

const callSchema = z
  .object({
    inputs: z
      .record(z.string(), z.object({ default: scalar.optional() }).nullable())
      .nullish()
      .transform((inputs) => inputs ?? {}),
  })
  .nullable()
  .transform((call) => call?.inputs ?? {});

/** The inputs of `workflow_call`, each with what stands in for it; `undefined` if the workflow cannot be called. */
export function callInputs({
  on,
}: Workflow): Readonly<Record<string, string | number | boolean>> | undefined {
  if (!('workflow_call' in on)) return undefined;
  const inputs = Object.entries(callSchema.parse(on['workflow_call']));
  return Object.fromEntries(inputs.map(([name, input]) => [name, input?.default ?? '']));
}

export function interlockSteps({ jobs }: Workflow): readonly InterlockStep[] {
  return Object.entries(jobs).flatMap(([jobKey, job]) =>
    job.steps.flatMap((step, index) =>
      step.uses !== undefined && step.with?.['task'] !== undefined && !step.uses.startsWith('docker:')
        ? [
            {
              jobKey,
              job,
              uses: step.uses,
              with: step.with,
              env: step.env,
              later: job.steps.slice(index + 1),
            },
          ]
        : [],
    ),
  );
}

/** The step that executes an agent. */
export function agentStep(workflow: Workflow): InterlockStep | undefined {
  return interlockSteps(workflow).find((step) => step.with['task'] === 'run');
}

/** Whether the action mints its tokens from an App's private key, instead of using the workflow's own. */
export function usesApp(step: InterlockStep): boolean {
  return String(step.with['app-client-id'] ?? '').trim() !== '';
}

const triggerSchema = z
  .object({ types: z.union([z.string().transform((type) => [type]), z.array(z.string())]).optional() })
  .nullable()
  .transform((trigger) => trigger ?? {});

/** Activity types that GitHub takes where a file names none; those of any other event here are all. */
const DEFAULT_TYPES: Readonly<Record<string, readonly string[]>> = {
  pull_request_target: ['opened', 'synchronize', 'reopened'],
};

/** Whether an event of that activity type starts the workflow. */
export function listensTo({ on }: Workflow, event: string, type: string): boolean {
  if (!(event in on)) return false;
  const { types = DEFAULT_TYPES[event] } = { types: undefined, ...triggerSchema.parse(on[event]) };
  return types?.includes(type) ?? true;
}
