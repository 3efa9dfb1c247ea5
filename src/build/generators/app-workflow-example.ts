import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composeWorkflow } from '../../cli/init/compose-workflow.ts';
import { parseConfig } from '../../core/config/parse-config.ts';
import type { Generator } from './generator.ts';

/** The agents' workflow with an App's tokens, as `interlock init --app` and `--github-project` write it. */
export const appWorkflowExample: Generator = {
  file: 'docs/examples/workflow-app.yml',
  render: async (root) => {
    const read = (name: string) => readFile(join(root, 'docs/examples', name), 'utf8');
    const parsed = parseConfig(await read('interlock.yml'), { owner: 'acme', repository: 'web' });
    if (parsed.kind === 'invalid') throw new Error(parsed.message);
    const action = 'OWNER/interlock@COMMIT_SHA';
    const { config } = parsed;
    const text = composeWorkflow(await read('workflow.yml'), { action, credentials: 'app', config });
    return `# Copy to .github/workflows/interlock.yml on the default branch, in place of workflow.yml.
# Made from it by \`npm run generate\`: here the action works with tokens of your App, as a GitHub project needs it.
${text}`;
  },
};
