import { parseRemote, type Remote } from '../../core/parse-remote.ts';
import { notACheckout, remoteMissing, remoteUnreadable } from '../../core/text/checkout.ts';
import { CliRefusal, type CommandContext } from '../command-context.ts';
import { gitOutput } from './git-output.ts';

/** A person's own clone of the repository that Interlock is to work in. */
export interface Checkout {
  /** Its top folder. */
  readonly root: string;
  readonly remote: Remote;
}

type Place = Pick<CommandContext, 'cwd' | 'env'>;

export async function readWorkingCopy({ cwd, env }: Place, remoteName: string): Promise<Checkout> {
  const root = await gitOutput(['rev-parse', '--show-toplevel'], { directory: cwd, env });
  if (!root) throw new CliRefusal(notACheckout(cwd));
  const address = await gitOutput(['remote', 'get-url', remoteName], { directory: root, env });
  if (!address) throw new CliRefusal(remoteMissing(remoteName));
  const remote = parseRemote(address);
  if (!remote) throw new CliRefusal(remoteUnreadable(remoteName));
  return { root, remote };
}
