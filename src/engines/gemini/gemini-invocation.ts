import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ProcessSpec } from '../../isolation/engine-process.ts';
import { blindfoldFile } from '../blindfold.ts';
import type { EngineAbility, EngineTask } from '../engine.ts';
import { type PrivateFile, withPrivateFiles } from '../private-files.ts';

const TOOLS: Readonly<Record<EngineAbility, readonly string[]>> = {
  'read-files': ['read_file', 'read_many_files', 'list_directory', 'glob', 'grep_search'],
  'write-files': ['write_file', 'replace'],
  'run-commands': ['run_shell_command'],
};

const SERVER = 'interlock';

/**
 * Gemini CLI without a person. It has no switch that keeps a checkout's `.gemini` out: only a folder that is not trusted is
 * read without, and in such a folder no server of tools works, ours neither. So it does not find any `.gemini` but its own.
 */
export function geminiInvocation(task: EngineTask): ProcessSpec {
  const { home, models } = task;
  const own = join(home, '.gemini');
  const blindfold = blindfoldFile(join(home, `.interlock-${randomUUID()}`, 'blindfold.cjs'), {
    names: ['.gemini', 'GEMINI.md'],
    besides: own,
  });
  const settings: PrivateFile = {
    path: join(own, 'settings.json'),
    content: JSON.stringify(geminiSettings(task)),
  };
  const argv: ProcessSpec['argv'] = [
    task.node,
    '--require',
    blindfold.path,
    task.program,
    '--output-format',
    'stream-json',
    '--approval-mode',
    'yolo',
    '--extensions',
    'none',
    ...(task.model === undefined ? [] : ['--model', task.model]),
    ...(task.resume === undefined ? [] : ['--resume', task.resume]),
    ...task.arguments,
  ];
  const env = {
    ...task.env,
    ...(models && { GOOGLE_GEMINI_BASE_URL: models.baseUrl }),
    GEMINI_CLI_HOME: home,
    GEMINI_CLI_TRUST_WORKSPACE: 'true',
    // Otherwise it starts itself once more, with more memory.
    GEMINI_CLI_NO_RELAUNCH: 'true',
    GEMINI_TELEMETRY_ENABLED: 'false',
    NO_COLOR: '1',
  };
  const spec: ProcessSpec = { argv, cwd: task.checkout, env, stdin: asWords(task.prompt) };
  return withPrivateFiles(spec, [blindfold, settings], models && { GEMINI_API_KEY: models.key });
}

/** The prompt quotes people: a first "/" is no command to the program, and an "@path" no request to read a file. */
function asWords(prompt: string): string {
  return `\n${prompt.replace(/(?<!\\)@/g, '\\@')}`;
}

/** https://geminicli.com/docs/reference/configuration */
function geminiSettings({ abilities, maxTurns, tools }: EngineTask): object {
  return {
    general: {
      enableAutoUpdate: false,
      enableAutoUpdateNotification: false,
      plan: { enabled: false },
      topicUpdateNarration: false,
    },
    privacy: { usageStatisticsEnabled: false },
    telemetry: { enabled: false },
    security: { auth: { selectedType: 'gemini-api-key' } },
    ...(maxTurns !== undefined && { model: { maxSessionTurns: maxTurns } }),
    // What stands here is allowed, and nothing else.
    tools: { core: [...abilities.flatMap((ability) => TOOLS[ability]), `mcp_${SERVER}_*`] },
    skills: { enabled: false },
    hooksConfig: { enabled: false },
    experimental: { enableAgents: false },
    // Its own `.env` is not read either.
    advanced: { ignoreLocalEnv: true, autoConfigureMemory: false },
    mcp: { allowed: [SERVER] },
    mcpServers: tools
      ? {
          [SERVER]: {
            httpUrl: tools.url,
            headers: { Authorization: `Bearer ${tools.bearer}` },
            trust: true,
          },
        }
      : {},
  };
}
