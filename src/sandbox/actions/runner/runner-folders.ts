import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The folders of one job, laid out as on GitHub's machines. They are the job's alone. */
export interface RunnerFolders {
  workspace: string;
  temp: string;
  toolCache: string;
  home: string;
  eventPath: string;
}

export async function createRunnerFolders(
  root: string,
  repository: string,
  event: Readonly<Record<string, unknown>>,
): Promise<RunnerFolders> {
  const folders = {
    workspace: join(root, 'work', repository, repository),
    temp: join(root, 'work', '_temp'),
    toolCache: join(root, 'toolcache'),
    home: join(root, 'home'),
    eventPath: join(root, 'work', '_temp', '_github_workflow', 'event.json'),
  };
  for (const folder of [
    folders.workspace,
    folders.toolCache,
    folders.home,
    join(folders.temp, '_github_workflow'),
    join(folders.temp, '_runner_file_commands'),
  ]) {
    await mkdir(folder, { recursive: true });
  }
  await writeFile(folders.eventPath, JSON.stringify(event, null, 2));
  return folders;
}
