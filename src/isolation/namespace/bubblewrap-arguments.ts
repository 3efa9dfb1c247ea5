import { statSync } from 'node:fs';
import type { Network } from '../../core/isolation.ts';
import type { View } from '../view.ts';

interface BubblewrapOptions {
  readonly view: View;
  readonly network: Network;
}

/** Later mounts lie over earlier ones. Bubblewrap makes everything that is bound read-only so, with what is mounted in it. */
export function bubblewrapArguments({ view, network }: BubblewrapOptions): readonly string[] {
  const present = (paths: readonly string[]): readonly string[] =>
    paths.filter((path) => statSync(path, { throwIfNoEntry: false }) !== undefined);
  return [
    '--unshare-user',
    '--unshare-pid',
    '--unshare-ipc',
    '--unshare-uts',
    '--unshare-cgroup-try',
    ...(network === 'model-only' ? ['--unshare-net'] : []),
    '--die-with-parent',
    // Our own process is the first one, so that nothing is left when it has ended.
    '--as-pid-1',
    '--cap-drop',
    'ALL',
    '--ro-bind',
    '/',
    '/',
    '--dev',
    '/dev',
    '--proc',
    '/proc',
    ...present(view.hide).flatMap((path) => ['--tmpfs', path]),
    ...present(view.cover).flatMap((path) => ['--ro-bind', '/dev/null', path]),
    ...present(view.show).flatMap((path) => ['--ro-bind', path, path]),
    ...present(view.write).flatMap((path) => ['--bind', path, path]),
  ];
}
