import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token';

import { toJson } from '../expressions/data.ts';
import { evaluateToken, isMappingToken, isSequenceToken } from '../expressions/evaluate.ts';
import { defaultPermissions, readPermissions } from './read-permissions.ts';
import { readTrigger } from './read-trigger.ts';
import { InvalidWorkflow, Unsupported } from './unsupported.ts';
import type { JobDefinition, ParsedWorkflow, StepDefinition, Workflow } from './workflow.ts';

type Properties = ReadonlyMap<string, TemplateToken>;

/** Everything else at these places is refused: nothing that GitHub would act on is passed over. */
const known = {
  workflow: [
    'name',
    'description',
    'run-name',
    'on',
    'permissions',
    'env',
    'defaults',
    'concurrency',
    'jobs',
  ],
  job: [
    'name',
    'needs',
    'if',
    'runs-on',
    'permissions',
    // Without protection rules an environment changes nothing for a job, and no environment here has any.
    'environment',
    'concurrency',
    'outputs',
    'env',
    'defaults',
    'timeout-minutes',
    'steps',
  ],
  step: [
    'id',
    'if',
    'name',
    'uses',
    'with',
    'run',
    'shell',
    'working-directory',
    'env',
    'continue-on-error',
    'timeout-minutes',
  ],
};

/** Reads a workflow file with GitHub's own parser, which also says what is wrong with it. */
export async function parseWorkflow(path: string, content: string): Promise<ParsedWorkflow> {
  // Loaded when the first workflow is read: it costs more than the rest of the sandbox.
  const {
    convertWorkflowTemplate,
    NoOperationTraceWriter,
    parseWorkflow: parse,
  } = await import('@actions/workflow-parser');
  const { unfoldBlocks } = await import('./unfold-blocks.ts');
  const { context, value } = parse(
    { name: path, content: unfoldBlocks(content) },
    new NoOperationTraceWriter(),
  );
  const template = value && (await convertWorkflowTemplate(context, value));
  const errors = context.errors.getErrors();
  if (!value || !template || errors.length > 0) {
    return { ok: false, unsupported: false, message: errors.map(firstLine).join('\n') };
  }
  try {
    return { ok: true, workflow: readWorkflow(path, value, template) };
  } catch (error) {
    if (error instanceof Unsupported) return { ok: false, unsupported: true, message: error.message };
    if (error instanceof InvalidWorkflow) return { ok: false, unsupported: false, message: error.message };
    throw error;
  }
}

/** The rest of a YAML error is a picture of the file. */
function firstLine({ message }: { message: string }): string {
  return message.split('\n')[0] ?? message;
}

type Template = Awaited<ReturnType<typeof import('@actions/workflow-parser').convertWorkflowTemplate>>;

function readWorkflow(path: string, root: TemplateToken, template: Template): Workflow {
  const properties = propertiesOf(root, known.workflow, 'a workflow');
  const jobs = properties.get('jobs');
  const name = properties.get('name');
  const defaults = [properties.get('defaults')].filter((token) => token !== undefined);
  const permissions = properties.get('permissions');
  return {
    path,
    name: (name && literal(name)) || path,
    runName: properties.get('run-name'),
    triggers: Object.fromEntries(
      Object.entries(template.events).map(([event, config]) => [event, readTrigger(config)]),
    ),
    concurrency: readableConcurrency(properties.get('concurrency')),
    env: properties.get('env'),
    jobs: [...propertiesOf(jobs, undefined, 'jobs')].map(([key, job], index) =>
      readJob(key, job, template.jobs[index], {
        defaults,
        permissions: permissions ? readPermissions(plain(permissions)) : defaultPermissions,
      }),
    ),
  };
}

function readJob(
  key: string,
  token: TemplateToken,
  converted: Template['jobs'][number] | undefined,
  inherited: Pick<JobDefinition, 'defaults' | 'permissions'>,
): JobDefinition {
  if (converted?.type !== 'job') throw new Unsupported(`reusable workflows (job ${key})`);
  const properties = propertiesOf(token, known.job, `job ${key}`);
  const defaults = properties.get('defaults');
  const permissions = properties.get('permissions');
  const steps = properties.get('steps');
  const runsOn = properties.get('runs-on');
  if (!runsOn || !steps || !isSequenceToken(steps))
    throw new Unsupported(`job ${key} without runs-on or steps`);
  return {
    key,
    name: properties.get('name'),
    needs: (converted.needs ?? []).map((need) => need.value),
    if: converted.if.expression,
    runsOn,
    permissions: permissions ? readPermissions(plain(permissions)) : inherited.permissions,
    concurrency: readableConcurrency(properties.get('concurrency')),
    env: properties.get('env'),
    outputs: properties.get('outputs'),
    timeoutMinutes: properties.get('timeout-minutes'),
    defaults: defaults ? [defaults, ...inherited.defaults] : inherited.defaults,
    steps: [...steps].map((step, index) => readStep(step, converted.steps[index], key)),
  };
}

function readStep(
  token: TemplateToken,
  converted: { id: string; if?: { expression: string } } | undefined,
  job: string,
): StepDefinition {
  const properties = propertiesOf(token, known.step, `a step of job ${job}`);
  const uses = properties.get('uses');
  const script = properties.get('run');
  const shell = properties.get('shell');
  const withInputs = properties.get('with');
  return {
    id: converted?.id ?? '',
    name: properties.get('name'),
    if: converted?.if?.expression ?? 'success()',
    continueOnError: properties.get('continue-on-error'),
    timeoutMinutes: properties.get('timeout-minutes'),
    env: properties.get('env'),
    work: uses
      ? { kind: 'uses', uses: literal(uses), with: withInputs }
      : {
          kind: 'run',
          script: script as TemplateToken,
          shell: shell && literal(shell),
          workingDirectory: properties.get('working-directory'),
        },
  };
}

/** Refuses what is wrong whatever the expressions in it turn out to be. */
function readableConcurrency(token: TemplateToken | undefined): TemplateToken | undefined {
  if (token && isMappingToken(token)) {
    const [queue, cancel] = [token.find('queue'), token.find('cancel-in-progress')];
    const isPlain = queue && cancel && !queue.isExpression && !cancel.isExpression;
    if (isPlain && plain(queue) === 'max' && plain(cancel) === true) {
      throw new InvalidWorkflow('concurrency.queue: max cannot be combined with cancel-in-progress: true');
    }
  }
  return token;
}

function propertiesOf(
  token: TemplateToken | undefined,
  names: readonly string[] | undefined,
  where: string,
): Properties {
  if (!token || !isMappingToken(token)) throw new Unsupported(`${where} that is no mapping`);
  const properties = new Map([...token].map(({ key, value }) => [literal(key), value]));
  const stranger = [...properties.keys()].find((name) => names && !names.includes(name));
  if (stranger !== undefined) throw new Unsupported(`\`${stranger}\` in ${where}`);
  return properties;
}

/** A place where GitHub allows no expression. */
function literal(token: TemplateToken): string {
  return String(plain(token) ?? '');
}

function plain(token: TemplateToken): unknown {
  return toJson(evaluateToken(token, { contexts: {} }));
}
