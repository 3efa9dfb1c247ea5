import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AgentDefinition, parseAgentDefinition } from '../../core/agents/definition.ts';

/** Sorted by name. Throws where a file is no definition, or is not named after its agent. */
export async function readDefinitions(root: string): Promise<readonly AgentDefinition[]> {
  const files = (await readdir(join(root, 'agents'))).filter((file) => file.endsWith('.md')).sort();
  return Promise.all(
    files.map(async (file) => {
      const parsed = parseAgentDefinition(await readFile(join(root, 'agents', file), 'utf8'));
      if (parsed.kind === 'invalid') throw new Error(`agents/${file}: ${parsed.message}`);
      const { definition } = parsed;
      if (`${definition.name}.md` !== file) throw new Error(`agents/${file}: is named ${definition.name}`);
      return definition;
    }),
  );
}
