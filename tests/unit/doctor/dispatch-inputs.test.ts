import { expect, test } from 'vitest';
import { checkWorkflow } from '../../../src/doctor/checks/workflow.ts';
import { AGENTS, AGENTS_FILE, subjectOf } from './subject-of.ts';

const withAgentInput = (input: string): string =>
  AGENTS.replace(/agent: \{ type: string, required: true, description: .* \}/, `agent: { ${input} }`);

const check = (workflow: string) => checkWorkflow(subjectOf({ [AGENTS_FILE]: workflow }));

test('the agent may be a choice among those that are configured', async () => {
  const workflow = withAgentInput('type: choice, options: [backlog-manager, implementation]');
  expect(await check(workflow)).toMatchObject([{ level: 'ok' }]);
});

test.each([
  ['a choice that lacks one', 'type: choice, options: [backlog-manager, review]', '"implementation"'],
  ['a number', 'type: number, required: true', '"implementation" and "backlog-manager"'],
  ['a boolean', "type: boolean, default: 'true'", '"implementation" and "backlog-manager"'],
])('an input is an error as %s, for GitHub refuses what Interlock sends', async (_, input, values) => {
  expect(await check(withAgentInput(input))).toMatchObject([
    {
      level: 'error',
      message: `${AGENTS_FILE} does not take ${values} for the input \`agent\`, which Interlock sends: GitHub will refuse such a dispatch.`,
    },
  ]);
});
