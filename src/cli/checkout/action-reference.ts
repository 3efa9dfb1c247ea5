import { realpath } from 'node:fs/promises';
import { parseRepositoryName } from '../../core/item-id.ts';
import { parseRemote } from '../../core/parse-remote.ts';
import {
  actionElsewhere,
  actionInvalid,
  actionNotPushed,
  actionUnknown,
  actionWithoutOrigin,
} from '../../core/text/checkout.ts';
import { CliRefusal, type CommandContext } from '../command-context.ts';
import { gitOutput } from './git-output.ts';

/** `OWNER/interlock@COMMIT` for `uses:`, as given or as Interlock's own checkout is. */
export async function actionReference(
  given: string | undefined,
  /** Where workflows look for it. */
  serverUrl: string,
  { programRoot, env }: Pick<CommandContext, 'programRoot' | 'env'>,
): Promise<string> {
  if (given !== undefined) return validReference(given);
  const git = (...args: readonly string[]) => gitOutput(args, { directory: programRoot, env });
  // Installed as a package it may lie in a checkout, but that is not its own.
  const top = await git('rev-parse', '--show-toplevel');
  const commit = await git('rev-parse', 'HEAD');
  if (!top || !commit || (await realpath(top)) !== (await realpath(programRoot))) {
    throw new CliRefusal(actionUnknown(programRoot));
  }
  const address = await git('remote', 'get-url', 'origin');
  if (!address) throw new CliRefusal(actionWithoutOrigin(programRoot));
  const remote = parseRemote(address);
  const host = hostOf(serverUrl);
  if (!remote || hostOf(remote.serverUrl) !== host) throw new CliRefusal(actionElsewhere(programRoot, host));
  if (!(await git('branch', '--remotes', '--contains', commit)))
    throw new CliRefusal(actionNotPushed(commit));
  const { owner, repository } = remote.repository;
  return `${owner}/${repository}@${commit}`;
}

/** An address for SSH has another port, or none. */
function hostOf(url: string): string {
  return new URL(url).hostname;
}

function validReference(given: string): string {
  const [name = '', commit = '', ...rest] = given.split('@');
  if (rest.length > 0 || !parseRepositoryName(name) || !/^[0-9a-f]{40}$/.test(commit)) {
    throw new CliRefusal(actionInvalid(given));
  }
  return given;
}
