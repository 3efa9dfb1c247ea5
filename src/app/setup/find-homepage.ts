import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { pageOf, parseRemote } from '../../core/parse-remote.ts';

const run = promisify(execFile);

/** The page of the repository that the folder was cloned from; `undefined` if it is no clone, or not of a server's. */
export async function findHomepage(folder: string): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', ['-C', folder, 'remote', 'get-url', 'origin']);
    const remote = parseRemote(stdout.trim());
    return remote && pageOf(remote);
  } catch {
    return undefined;
  }
}
