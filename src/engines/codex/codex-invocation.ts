import { join } from 'node:path';
import type { ProcessSpec } from '../../isolation/engine-process.ts';
import type { EngineTask } from '../engine.ts';
import { withPrivateFiles } from '../private-files.ts';

/** What asks the model, or starts something, that nobody has asked for. */
const OFF = [
  'apps',
  'browser_use',
  'computer_use',
  'enable_request_compression',
  'goals',
  'hooks',
  'image_generation',
  'multi_agent',
  'plugins',
  'remote_plugin',
  'shell_snapshot',
  'skill_mcp_dependency_install',
  'skill_search',
  'tool_suggest',
  'worktrees',
];

/**
 * Codex without a person, and without anything that the checkout would tell it. Its own sandbox is off: the wall is ours,
 * and the two cannot be nested. All that it is told stands in a file, because arguments and environment are public.
 */
export function codexInvocation(task: EngineTask): ProcessSpec {
  const home = join(task.home, '.codex');
  const resumed = task.resume === undefined ? [] : ['resume', task.resume];
  const args = ['exec', ...resumed, '--json', '--skip-git-repo-check', ...task.arguments, '-'];
  const spec: ProcessSpec = {
    argv: [task.program, ...args],
    cwd: task.checkout,
    env: { ...task.env, CODEX_HOME: home },
    stdin: task.prompt,
  };
  return withPrivateFiles(spec, [{ path: join(home, 'config.toml'), content: codexConfig(task) }]);
}

type Table = Readonly<
  Record<string, string | number | boolean | Readonly<Record<string, string>> | undefined>
>;

/** https://developers.openai.com/codex/config-reference */
function codexConfig({ model, effort, models, tools, abilities }: EngineTask): string {
  const mayRun = abilities.includes('run-commands');
  const features = [
    ...OFF.map((name) => [name, false] as const),
    ['shell_tool', mayRun] as const,
    ['unified_exec', mayRun] as const,
  ];
  return [
    table('', {
      model,
      model_reasoning_effort: effort,
      model_provider: models && 'interlock',
      approval_policy: 'never',
      sandbox_mode: abilities.includes('write-files') || mayRun ? 'danger-full-access' : 'read-only',
      web_search: 'disabled',
      project_doc_max_bytes: 0,
      check_for_update_on_startup: false,
    }),
    table('features', Object.fromEntries(features)),
    table('skills', { include_instructions: false }),
    table('skills.bundled', { enabled: false }),
    table('analytics', { enabled: false }),
    // The environment holds no secret, and commands need what the team passes on.
    table('shell_environment_policy', { inherit: 'all', ignore_default_excludes: true }),
    models &&
      table('model_providers.interlock', {
        name: 'Interlock',
        base_url: models.baseUrl,
        wire_api: 'responses',
        experimental_bearer_token: models.key,
      }),
    tools &&
      table('mcp_servers.interlock', {
        url: tools.url,
        http_headers: { Authorization: `Bearer ${tools.bearer}` },
        required: true,
        default_tools_approval_mode: 'approve',
      }),
  ]
    .filter((part) => part !== undefined)
    .join('\n');
}

function table(name: string, values: Table): string {
  const lines = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} = ${toml(value)}`);
  return [...(name === '' ? [] : [`[${name}]`]), ...lines, ''].join('\n');
}

/** A string of JSON is one of TOML. */
function toml(value: Table[string]): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)} = ${JSON.stringify(one)}`);
  return `{ ${pairs.join(', ')} }`;
}
