import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { InvalidFileCommand, parseKeyValueFile, parsePathFile } from './file-command.ts';
import { annotate, type JobSession } from './job-session.ts';

const kinds = {
  output: 'GITHUB_OUTPUT',
  env: 'GITHUB_ENV',
  path: 'GITHUB_PATH',
  state: 'GITHUB_STATE',
} as const;
const summaryVariable = 'GITHUB_STEP_SUMMARY';

/** GitHub's limit for the summary of a step. */
const maxSummaryBytes = 1024 * 1024;

/** The files through which one step talks to the runner. */
export interface CommandFiles {
  variables: Record<string, string>;
  /** Reads them once the step is over. Throws InvalidFileCommand. */
  collect(): Promise<{ outputs: Record<string, string>; state: Record<string, string> }>;
}

export async function createCommandFiles(session: JobSession, key: string): Promise<CommandFiles> {
  const folder = join(session.folders.temp, '_runner_file_commands');
  const fileOf = (kind: string): string => join(folder, `${kind}_${key}`);
  const variables: Record<string, string> = { [summaryVariable]: fileOf('step_summary') };
  for (const [kind, variable] of Object.entries(kinds)) variables[variable] = fileOf(kind);
  for (const file of Object.values(variables)) await writeFile(file, '');

  const collect = async () => {
    await collectSummary(session, fileOf('step_summary'));
    session.path.unshift(...parsePathFile(await readFile(fileOf('path'), 'utf8')));
    const env = await readPairs(fileOf('env'), 'env');
    for (const [name, value] of Object.entries(env)) setVariable(session, name, value);
    return {
      outputs: await readPairs(fileOf('output'), 'output'),
      state: await readPairs(fileOf('state'), 'state'),
    };
  };
  return { variables, collect };
}

async function readPairs(file: string, kind: string): Promise<Record<string, string>> {
  try {
    return Object.fromEntries(parseKeyValueFile(await readFile(file, 'utf8')));
  } catch (cause) {
    if (!(cause instanceof InvalidFileCommand)) throw cause;
    throw new InvalidFileCommand(`Unable to process file command '${kind}' successfully. ${cause.message}`, {
      cause,
    });
  }
}

function setVariable(session: JobSession, name: string, value: string): void {
  if (name.toUpperCase() === 'NODE_OPTIONS') {
    throw new InvalidFileCommand(
      `Unable to process file command 'env' successfully. Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.`,
    );
  }
  session.env[name] = value;
}

async function collectSummary(session: JobSession, file: string): Promise<void> {
  const { size } = await stat(file);
  if (size === 0) return;
  if (size > maxSummaryBytes) {
    const [limit, got] = [maxSummaryBytes / 1024, Math.floor(size / 1024)];
    annotate(
      session,
      'failure',
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${limit}k, got ${got}k. For more information see: https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-markdown-summary`,
    );
    return;
  }
  const text = session.masks.apply(await readFile(file, 'utf8'));
  session.run.summary += text.endsWith('\n') ? text : `${text}\n`;
}
