import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ProcessSpec } from '../../isolation/engine-process.ts';
import type { EngineAbility, EngineTask } from '../engine.ts';
import { type PrivateFile, withPrivateFiles } from '../private-files.ts';

/** What the tools of a run are called in `mcp__interlock__move_work_item`. */
const SERVER = 'interlock';

const TOOLS: Readonly<Record<EngineAbility, readonly string[]>> = {
  'read-files': ['Read', 'Glob', 'Grep'],
  'write-files': ['Edit', 'Write'],
  'run-commands': ['Bash'],
};

/**
 * Claude Code without a person, and without anything that the checkout or the machine would tell it: no settings, hooks,
 * plugins, skills, memories or servers but ours. https://code.claude.com/docs/en/cli-reference
 */
export function claudeInvocation(task: EngineTask): ProcessSpec {
  // A continued session keeps its folder. The files of each turn have names that the turn before could not know.
  const config = join(task.home, '.claude');
  const folder = join(task.home, `.interlock-${randomUUID()}`);
  const settings: PrivateFile = {
    path: join(folder, 'settings.json'),
    content: JSON.stringify({
      env: task.models ? { ANTHROPIC_API_KEY: task.models.key } : {},
      includeCoAuthoredBy: false,
    }),
  };
  const servers: PrivateFile = {
    path: join(folder, 'mcp.json'),
    content: JSON.stringify({ mcpServers: task.tools ? { [SERVER]: serverOf(task.tools) } : {} }),
  };
  const own = task.abilities.flatMap((ability) => TOOLS[ability]);
  const allowed = [...own, ...(task.tools ? [`mcp__${SERVER}`] : [])];
  const option = (name: string, value: string | number | undefined): readonly string[] =>
    value === undefined ? [] : [name, String(value)];
  const args = [
    '--print',
    ...option('--output-format', 'stream-json'),
    '--verbose',
    ...option('--setting-sources', ''),
    ...option('--settings', settings.path),
    '--strict-mcp-config',
    ...option('--mcp-config', servers.path),
    '--disable-slash-commands',
    ...option('--permission-mode', 'dontAsk'),
    ...option('--tools', own.join(',')),
    ...option('--allowedTools', allowed.join(',')),
    ...option('--model', task.model),
    ...option('--effort', task.effort),
    ...option('--max-turns', task.maxTurns),
    ...option('--resume', task.resume),
    ...task.arguments,
  ];
  const env = {
    ...task.env,
    ...(task.models && { ANTHROPIC_BASE_URL: task.models.baseUrl }),
    CLAUDE_CONFIG_DIR: config,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    // All tools are offered at once, in place of a search for them.
    ENABLE_TOOL_SEARCH: 'false',
    // The prompt quotes people: an "@path" in it is no request to read a file.
    CLAUDE_CODE_DISABLE_FILE_MENTIONS: '1',
    CLAUDE_CODE_DISABLE_CLAUDE_MDS: '1',
    CLAUDE_CODE_DISABLE_AUTO_MEMORY: '1',
    // What still runs when the agent has ended is ended with it.
    CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1',
  };
  const spec: ProcessSpec = { argv: [task.program, ...args], cwd: task.checkout, env, stdin: task.prompt };
  return withPrivateFiles(spec, [settings, servers]);
}

function serverOf({ url, bearer }: NonNullable<EngineTask['tools']>) {
  return { type: 'http', url, headers: { Authorization: `Bearer ${bearer}` } };
}
