import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AgentRegistry, createRegistry } from '../../core/agents/agent-registry.ts';
import { type AgentDefinition, parseAgentDefinition } from '../../core/agents/definition.ts';

/** The definitions below `agents/`. Throws where a file is none, is not named after its agent, or does not fit the others. */
export async function readRegistry(root: string): Promise<AgentRegistry> {
  const made = createRegistry(await readDefinitions(root));
  if (made.kind === 'invalid')
    throw new Error(made.problems.map((problem) => `agents/${problem}`).join('\n'));
  return made.registry;
}

async function readDefinitions(root: string): Promise<readonly AgentDefinition[]> {
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
