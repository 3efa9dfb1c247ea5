import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseRunName } from '../../../src/core/run-name.ts';
import type { Json } from '../../../src/sandbox/actions/expressions/data.ts';
import { evaluateCondition, evaluateString } from '../../../src/sandbox/actions/expressions/evaluate.ts';
import { parseWorkflow } from '../../../src/sandbox/actions/workflow/parse-workflow.ts';
import { readConcurrency } from '../../../src/sandbox/actions/workflow/read-concurrency.ts';
import type { Workflow } from '../../../src/sandbox/actions/workflow/workflow.ts';

const text = readFileSync(new URL('../../../docs/examples/workflow.yml', import.meta.url), 'utf8');

let workflow: Workflow;
beforeAll(async () => {
  const parsed = await parseWorkflow('.github/workflows/interlock.yml', text);
  if (!parsed.ok) throw new Error(parsed.message);
  workflow = parsed.workflow;
});

interface Dispatch {
  readonly project?: string;
  readonly agent: string;
  readonly item?: string;
  readonly branch?: string;
  readonly vars?: Readonly<Record<string, string>>;
}

const contextsOf = ({ project = 'web', agent, item = '', branch = 'main', vars = {} }: Dispatch) => ({
  inputs: { project, agent, item, cause: 'manual', dispatch: '' },
  github: {
    ref: branch.includes('/') ? branch : `refs/heads/${branch}`,
    event: { repository: { default_branch: 'main' } },
  } as Json,
  vars,
});

const groupOf = (dispatch: Dispatch): string | undefined =>
  readConcurrency(workflow.concurrency, { contexts: contextsOf(dispatch) })?.group;

describe('the concurrency group of the example workflow (interlock 1)', () => {
  test('is one for every backlog-manager of a project, whatever item caused it', () => {
    const caused = ['', 'acme/web#536', 'acme/web#537'].map((item) =>
      groupOf({ agent: 'backlog-manager', item }),
    );
    expect(new Set(caused)).toEqual(new Set(['interlock/web/backlog-manager']));
  });

  test('tells two projects apart', () => {
    expect(groupOf({ agent: 'backlog-manager', project: 'api' })).toBe('interlock/api/backlog-manager');
  });

  test('is one for each item of an agent that works on items', () => {
    const agent = 'implementation';
    expect(groupOf({ agent, item: 'acme/web#538' })).toBe('interlock/web/implementation/acme/web#538');
    expect(groupOf({ agent, item: 'acme/web#539' })).toBe('interlock/web/implementation/acme/web#539');
  });

  test('lets one run wait and none be interrupted', () => {
    const scope = { contexts: contextsOf({ agent: 'backlog-manager' }) };
    expect(readConcurrency(workflow.concurrency, scope)).toMatchObject({
      queue: 'single',
      cancelInProgress: false,
    });
  });
});

describe('the run name of the example workflow', () => {
  const nameOf = (dispatch: Dispatch) => {
    if (!workflow.runName) throw new Error('The workflow has no run-name');
    return parseRunName(evaluateString(workflow.runName, { contexts: contextsOf(dispatch) }));
  };

  test('tells the app the agent and its subject', () => {
    expect(nameOf({ agent: 'splitting', item: 'acme/web#537' })).toEqual({
      agent: 'splitting',
      subject: 'acme/web#537',
    });
    expect(nameOf({ agent: 'backlog-manager' })).toEqual({ agent: 'backlog-manager', subject: 'web' });
  });
});

describe('the job of the example workflow', () => {
  const runs = (dispatch: Dispatch): boolean => {
    const status = { success: true, failure: false, cancelled: false };
    return workflow.jobs.every((job) =>
      evaluateCondition(job.if, { contexts: contextsOf(dispatch), status }),
    );
  };

  test('runs on the default branch', () => {
    expect(runs({ agent: 'implementation' })).toBe(true);
  });

  test('does not run from another branch, whose workflow nobody has reviewed', () => {
    expect(runs({ agent: 'implementation', branch: 'feature' })).toBe(false);
  });

  test('does not run from a tag that has the name of the branch', () => {
    expect(runs({ agent: 'implementation', branch: 'refs/tags/main' })).toBe(false);
  });

  test('does not run while INTERLOCK_PAUSED is true', () => {
    expect(runs({ agent: 'implementation', vars: { INTERLOCK_PAUSED: 'true' } })).toBe(false);
  });
});
