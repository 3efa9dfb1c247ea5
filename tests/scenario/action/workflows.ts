import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import type { WorldOptions } from './action-world.ts';

const USES = `interlock-dev/interlock@${'1'.repeat(40)}`;

type StepOptions = Pick<WorldOptions, 'with' | 'permissions' | 'demonstration' | 'env'>;

/** A workflow of a team that uses the guarded move alone. Every input of its run goes to the action as it is. */
export function moveWorkflow({ with: more, permissions }: StepOptions): string {
  const names = ['item', 'destination', 'expected-source-state', 'project', 'fail-on-refusal', 'config'];
  const given = names.map((name) => [name, `\${{ inputs['${name}'] }}`]);
  const defaults: Record<string, string> = { 'fail-on-refusal': 'false', config: '.github/interlock.yml' };
  return stringify({
    name: 'Move',
    on: {
      workflow_dispatch: {
        inputs: Object.fromEntries(
          names.map((name) => [name, { type: 'string', default: defaults[name] ?? '' }]),
        ),
      },
    },
    permissions: permissions ?? { contents: 'read', issues: 'write' },
    jobs: {
      move: {
        'runs-on': 'ubuntu-latest',
        steps: [
          { id: 'interlock', uses: USES, with: { task: 'move', ...Object.fromEntries(given), ...more } },
        ],
      },
    },
  });
}

/** The workflow that the README tells people to copy. */
export function agentsWorkflow({ with: more, permissions, demonstration, env }: StepOptions): string {
  const text = readFileSync(new URL('../../../docs/examples/workflow.yml', import.meta.url), 'utf8');
  const workflow = parse(text);
  const job = workflow.jobs.run;
  const [step] = job.steps;
  const uses = demonstration ? USES.replace('/interlock@', '/demonstration@') : USES;
  Object.assign(step, { id: 'interlock', uses, with: { ...step.with, ...more } });
  if (env) step.env = env;
  if (permissions) job.permissions = permissions;
  return stringify(workflow);
}
