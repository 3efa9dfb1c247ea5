import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../core/config/config.ts';
import { CONFIG_PATH, parseConfig } from '../../core/config/parse-config.ts';
import * as text from '../../core/text/init.ts';
import type { Checkout } from '../checkout/read-working-copy.ts';
import { CliRefusal, type CommandContext } from '../command-context.ts';
import { composeConfig, configExample, projectKey } from './compose-config.ts';
import type { InitOptions } from './init-options.ts';
import { readIfThere } from './plan-file.ts';

interface DecidedConfig {
  readonly text: string;
  readonly config: Config;
}

/** The configuration that is there, or the one that the options make. */
export async function decideConfig(
  options: InitOptions,
  { root, remote }: Checkout,
  context: CommandContext,
): Promise<DecidedConfig> {
  const existing = await readIfThere(join(root, CONFIG_PATH));
  const home = remote.repository;
  const wanted = existing ?? (await composeFirst(options, home.repository, context));
  const parsed = parseConfig(wanted, home);
  if (parsed.kind === 'invalid') {
    const refusal = existing === undefined ? text.choicesInvalid : text.configInTheWay;
    throw new CliRefusal(refusal(parsed.message));
  }
  const { config } = parsed;
  const { server, agents } = options;
  if (!server && config.router !== 'workflow') throw new CliRefusal(text.routerInTheWay);
  if (agents && !config.agents.configured.some(({ engine }) => engine === agents.engine)) {
    throw new CliRefusal(text.engineInTheWay(agents.engine));
  }
  return { text: wanted, config };
}

async function composeFirst(
  { project, gitHubProject, server, agents }: InitOptions,
  repository: string,
  context: CommandContext,
): Promise<string> {
  if (!agents) throw new CliRefusal(text.engineNotChosen);
  return composeConfig(await readExample(context, configExample(agents)), {
    project: project ?? projectKey(repository),
    gitHubProject,
    router: server ? undefined : 'workflow',
    agents,
  });
}

export function readExample({ programRoot }: CommandContext, name: string): Promise<string> {
  return readFile(join(programRoot, 'docs/examples', name), 'utf8');
}
