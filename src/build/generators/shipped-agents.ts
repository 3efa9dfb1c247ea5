import type { Generator } from './generator.ts';
import { readRegistry } from './read-definitions.ts';

/** The definitions in `agents/`, read and checked, for the bundles: no file has to be found at run time. */
export const shippedAgentsFile: Generator = {
  file: 'src/core/agents/shipped-agents.generated.ts',
  render: async (root) => {
    const definitions = [...(await readRegistry(root)).values()];
    const rows = definitions.map((definition) => `  ${JSON.stringify(definition)},\n`).join('');
    return [
      '// Generated from agents/*.md by `npm run generate`.',
      "import type { AgentDefinition } from './definition.ts';",
      '',
      'export const shippedDefinitions: readonly AgentDefinition[] = [',
      `${rows}];`,
      '',
    ].join('\n');
  },
};
