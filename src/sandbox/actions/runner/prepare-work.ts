import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { evaluateString, evaluateStrings, isMappingToken, type Scope } from '../expressions/evaluate.ts';
import { evaluateTemplate } from '../expressions/evaluate-template.ts';
import { Unsupported } from '../workflow/unsupported.ts';
import type { JobDefinition, StepDefinition } from '../workflow/workflow.ts';
import { startCheckout, startCheckoutPost } from './checkout.ts';
import {
  annotate,
  type JobSession,
  type StartWork,
  type StepSurroundings,
  type WorkResult,
} from './job-session.ts';
import type { ActionMetadata } from './read-action.ts';
import type { ResolvedAction } from './resolve-action.ts';
import { runProcess } from './run-process.ts';
import type { PreparedStep } from './run-step.ts';
import { startUpload } from './upload-artifact.ts';

/** A step, ready to be started: its expressions are evaluated. */
export interface PreparedWork extends PreparedStep {
  post: { if: string; start: StartWork } | undefined;
}

export async function prepareScript(
  session: JobSession,
  {
    definition,
    job,
    key,
    scope,
  }: { definition: StepDefinition; job: JobDefinition; key: string; scope: Scope },
): Promise<PreparedWork> {
  const { work } = definition;
  if (work.kind !== 'run') throw new Error(`step ${definition.id} runs no script`);
  const defaults = (name: string): string | undefined => {
    for (const token of job.defaults) {
      const run = isMappingToken(token) ? token.find('run') : undefined;
      const value = run && isMappingToken(run) ? run.find(name) : undefined;
      if (value) return evaluateString(value, scope);
    }
    return undefined;
  };
  const file = join(session.folders.temp, `${key}.sh`);
  await writeFile(file, `${evaluateString(work.script, scope)}\n`);
  const [command, ...args] = shellCommand(work.shell ?? defaults('shell'), file);
  const folder = work.workingDirectory
    ? evaluateString(work.workingDirectory, scope)
    : defaults('working-directory');
  const cwd = resolve(session.folders.workspace, folder ?? '.');
  const start: StartWork = async (step) => {
    const code = await runStepProcess(session, step, { command, args, cwd });
    return code === 0
      ? { ok: true }
      : { ok: false, message: `Process completed with exit code ${code ?? 'unknown'}.` };
  };
  return { start, variables: {}, action: undefined, post: undefined };
}

function shellCommand(shell: string | undefined, file: string): [string, ...string[]] {
  switch (shell) {
    case undefined:
      return ['bash', '-e', file];
    case 'bash':
      return ['bash', '--noprofile', '--norc', '-e', '-o', 'pipefail', file];
    case 'sh':
      return ['sh', '-e', file];
    default:
      throw new Unsupported(`shell: ${shell}`);
  }
}

export function prepareAction(
  session: JobSession,
  { definition, action, scope }: { definition: StepDefinition; action: ResolvedAction; scope: Scope },
): PreparedWork {
  const given = definition.work.kind === 'uses' ? evaluateStrings(definition.work.with, scope) : {};
  const variables = actionInputs(session, action.metadata, given, scope);
  const names = { variables, action: { repository: action.repository, ref: action.ref } };
  if (action.kind === 'checkout') {
    return {
      ...names,
      start: (step) => startCheckout(session, step),
      post: { if: 'always()', start: (step) => startCheckoutPost(session, step) },
    };
  }
  if (action.kind === 'upload') {
    return { ...names, start: (step) => startUpload(session, step), post: undefined };
  }
  const { main, post, postIf } = action.metadata;
  return {
    ...names,
    start: (step) => startNode(session, step, main),
    post: post === undefined ? undefined : { if: postIf, start: (step) => startNode(session, step, post) },
  };
}

async function startNode(session: JobSession, step: StepSurroundings, script: string): Promise<WorkResult> {
  const code = await runStepProcess(session, step, {
    command: session.host.node,
    args: [script],
    cwd: session.folders.workspace,
  });
  return { ok: code === 0 };
}

export function runStepProcess(
  session: JobSession,
  step: StepSurroundings,
  process: { command: string; args: readonly string[]; cwd: string },
): Promise<number | undefined> {
  const { kill, groups, host } = session;
  return runProcess({ ...process, ...step, kill, groups, grace: host.grace });
}

/** `with:` over the action's defaults, as INPUT_*. */
function actionInputs(
  session: JobSession,
  { inputs }: Pick<ActionMetadata, 'inputs'>,
  given: Readonly<Record<string, string>>,
  scope: Scope,
): Record<string, string> {
  const declared = Object.keys(inputs);
  const strangers = Object.keys(given).filter((name) => !declared.some((known) => isSameInput(known, name)));
  if (strangers.length > 0) {
    const list = (names: string[]): string => names.map((name) => `'${name}'`).join(', ');
    annotate(
      session,
      'warning',
      `Unexpected input(s) ${list(strangers)}, valid inputs are [${list(declared)}]`,
    );
  }
  const values: Record<string, string> = {};
  for (const [name, input] of Object.entries(inputs)) {
    values[inputVariable(name)] = input.default === undefined ? '' : evaluateTemplate(input.default, scope);
    if (input.deprecationMessage !== undefined && Object.keys(given).some((one) => isSameInput(one, name))) {
      annotate(
        session,
        'warning',
        `Input '${name}' has been deprecated with message: ${input.deprecationMessage}`,
      );
    }
  }
  for (const [name, value] of Object.entries(given)) values[inputVariable(name)] = value;
  return values;
}

function isSameInput(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}
