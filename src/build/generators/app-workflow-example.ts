import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composeWorkflow } from '../../cli/init/compose-workflow.ts';
import type { Generator } from './generator.ts';

/** The agents' workflow with an App's tokens, as `interlock init --app` and `--github-project` write it. */
export const appWorkflowExample: Generator = {
  file: 'docs/examples/workflow-app.yml',
  render: async (root) => {
    const example = await readFile(join(root, 'docs/examples/workflow.yml'), 'utf8');
    const text = composeWorkflow(example, {
      action: 'OWNER/interlock@COMMIT_SHA',
      credentials: 'app',
      router: 'app',
      ledger: 'off',
    });
    return `# Copy to .github/workflows/interlock.yml on the default branch, in place of workflow.yml.
# Made from it by \`npm run generate\`: here the action works with tokens of your App, as a GitHub project needs it.
${text}`;
  },
};
