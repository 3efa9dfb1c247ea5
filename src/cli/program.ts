import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import { MODEL_ENGINES, type ModelEngineName } from '../core/config/model-engines.ts';
import { ProviderError } from '../core/provider-error.ts';
import { commandWithOtherEngine, gitHubProjectInvalid, modelWithoutEngine } from '../core/text/init.ts';
import { afterInvalid } from '../core/text/rebuild.ts';
import { CHECKS } from '../doctor/finding.ts';
import { CliRefusal, type CommandContext } from './command-context.ts';
import type { EngineChoice } from './init/compose-config.ts';

const EXIT_CODES = {
  init: `
Exit code: 0 if everything is in place (now, or as it was), 1 if something is to be written and was not, 2 if it could
not be done. The token is taken from GH_TOKEN or GITHUB_TOKEN.`,
  doctor: `
Checks, for --without: ${CHECKS.join(', ')}.
docs/setup.md says what each of them checks.

Exit code: 0 if nothing is wrong, 1 if there is an error, 2 if something could not be looked at (and nothing else is an
error). The token is taken from GH_TOKEN or GITHUB_TOKEN; an administrator's sees everything.`,
  rebuild: `
Exit code: 0 if the ledger is in order (now, or as it was), 1 if it is to be written and was not, 2 if it could not be
done. The token is taken from GH_TOKEN or GITHUB_TOKEN.`,
};

/** Runs one command line. Answers with the exit code of the process. */
export async function runCommandLine(
  args: readonly string[],
  context: CommandContext,
  error: (text: string) => void,
): Promise<number> {
  if (args.length === 0) return runCommandLine(['--help'], context, error);
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
    context.out(`interlock ${await readVersion(context)}\n`);
    return 0;
  }
  let code = 0;
  const program = new Command('interlock')
    .description('Sets Interlock up in a repository, and checks the set-up.')
    .option('-V, --version', 'print the version')
    .exitOverride()
    .configureOutput({
      writeOut: context.out,
      writeErr: error,
      getOutHasColors: () => context.colour,
      getErrHasColors: () => context.colour,
    });
  program.addCommand(initCommand(context, (result) => (code = result)));
  program.addCommand(doctorCommand(context, (result) => (code = result)));
  program.addCommand(rebuildCommand(context, (result) => (code = result)));
  for (const command of program.commands) command.copyInheritedSettings(program);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    if (!(thrown instanceof CliRefusal) && !(thrown instanceof ProviderError)) throw thrown;
    error(`${thrown.message}\n`);
    return 2;
  }
}

const packageSchema = z.object({ version: z.string() });

async function readVersion({ programRoot }: CommandContext): Promise<string> {
  const text = await readFile(join(programRoot, 'package.json'), 'utf8');
  return packageSchema.parse(JSON.parse(text)).version;
}

interface InitFlags {
  remote: string;
  project?: string;
  githubProject?: { owner: string; number: number };
  engine?: ModelEngineName | 'command' | 'policy';
  model?: string;
  command?: string;
  action?: string;
  app?: boolean;
  server: boolean;
  update?: boolean;
  board: boolean;
  yes?: boolean;
  dryRun?: boolean;
}

function initCommand(context: CommandContext, end: (code: number) => void): Command {
  return new Command('init')
    .description(
      'Writes the configuration and the workflow into this checkout, and creates the labels of the stages. ' +
        'Shows the difference first, and overwrites nothing.',
    )
    .option('--project <key>', "key of the project (default: from the repository's name)")
    .addOption(
      new Option(
        '--github-project <owner/number>',
        'a GitHub project as the board, in place of labels',
      ).argParser(parseGitHubProject),
    )
    .addOption(
      new Option('--engine <engine>', "what does the agents' work").choices([
        ...Object.keys(MODEL_ENGINES),
        'command',
        'policy',
      ]),
    )
    .option('--model <name>', 'the model that the engine asks (default: the one that its examples name)')
    .option('--command <command>', 'what `--engine command` runs (default: ./scripts/implement.sh)')
    .option('--action <owner/name@commit>', "Interlock for `uses:` (default: this program's own checkout)")
    .option('--app', 'the action works with tokens of your App (always with a GitHub project)')
    .option('--no-server', 'workflows answer events, in place of the app')
    .option('--update', 'replace a workflow file that differs; the configuration is never replaced')
    .option('--no-board', 'do not look at the board, and create no labels')
    .option('--remote <name>', 'git remote of the repository', 'origin')
    .addOption(new Option('--yes', 'write without asking').conflicts('dryRun'))
    .option('--dry-run', 'show the difference and write nothing')
    .addHelpText('after', EXIT_CODES.init)
    .action(async ({ githubProject, yes, dryRun, app = false, update = false, ...flags }: InitFlags) => {
      const agents = readEngine(flags);
      const { runInit } = await import('./init/run-init.ts');
      const board = githubProject && { gitHubProject: githubProject };
      const write = yes ? 'yes' : dryRun ? 'no' : 'ask';
      end(await runInit({ ...flags, ...board, agents, app, update, write }, context));
    });
}

function readEngine({ engine, model, command }: InitFlags): EngineChoice | undefined {
  const chosen = engine ?? (command === undefined ? undefined : 'command');
  if (command !== undefined && chosen !== 'command') throw new CliRefusal(commandWithOtherEngine);
  if (chosen !== undefined && chosen !== 'command' && chosen !== 'policy') return { engine: chosen, model };
  if (model !== undefined) throw new CliRefusal(modelWithoutEngine);
  if (chosen === 'command') return { engine: chosen, command: command ?? './scripts/implement.sh' };
  return chosen && { engine: chosen };
}

function parseGitHubProject(given: string): { owner: string; number: number } {
  const [, owner, number] = /^([a-z\d][\w-]*)\/([1-9]\d*)$/i.exec(given) ?? [];
  if (!owner || !number) throw new InvalidArgumentError(gitHubProjectInvalid);
  return { owner, number: Number(number) };
}

interface DoctorFlags {
  repository?: string;
  remote: string;
  without?: string[];
  json?: boolean;
}

function doctorCommand(context: CommandContext, end: (code: number) => void): Command {
  return new Command('doctor')
    .description('Checks the repository on GitHub, and says what is wrong and what to do about it.')
    .option('--repository <owner/name>', 'the repository (default: that of this checkout)')
    .option('--remote <name>', 'git remote of the repository', 'origin')
    .option('--without <checks...>', 'leave these checks out')
    .option('--json', 'print one JSON document')
    .addHelpText('after', EXIT_CODES.doctor)
    .action(async ({ json = false, ...flags }: DoctorFlags) => {
      const { runDoctor } = await import('./doctor/run-doctor.ts');
      end(await runDoctor({ ...flags, json }, context));
    });
}

interface RebuildFlags {
  remote: string;
  after?: number;
  yes?: boolean;
  dryRun?: boolean;
}

function rebuildCommand(context: CommandContext, end: (code: number) => void): Command {
  return new Command('rebuild')
    .description(
      'Recreates a ledger that was lost or moved back, from the board and the runs that have not ended. ' +
        'Shows first what it would write; removes nothing from the branch.',
    )
    .addOption(
      new Option('--after <entry>', 'the newest entry that you know was there').argParser(parseEntry),
    )
    .option('--remote <name>', 'git remote of the repository', 'origin')
    .addOption(new Option('--yes', 'write without asking').conflicts('dryRun'))
    .option('--dry-run', 'show what would be written and write nothing')
    .addHelpText('after', EXIT_CODES.rebuild)
    .action(async ({ yes, dryRun, ...flags }: RebuildFlags) => {
      const { runRebuild } = await import('./rebuild/run-rebuild.ts');
      end(await runRebuild({ ...flags, write: yes ? 'yes' : dryRun ? 'no' : 'ask' }, context));
    });
}

function parseEntry(given: string): number {
  if (!/^[1-9]\d{0,14}$/.test(given)) throw new InvalidArgumentError(afterInvalid);
  return Number(given);
}
