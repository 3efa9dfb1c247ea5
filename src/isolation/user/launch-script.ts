import { shell } from '../shell.ts';

/**
 * Runs as root, outside of the wall: opens the files of this start, and goes into namespaces of its own. Descriptor 5 is our
 * report, which also takes what commands complain of until the wall stands. Standard input is open for as long as we want
 * the program to run.
 *
 * Arguments: the folder of this start, the wall's script, `open` or `model-only`, then what the wall's script takes.
 */
export const rootLaunchScript = shell`
set -eu
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
files=$1 wall=$2 network=$3
shift 3
exec 3<"$files/environment" 4<"$files/input" 5>>"$files/report" 7>&2 2>&5
net=()
if [ "$network" != open ]; then net=(--net); fi
exec unshare --mount --pid --ipc --uts "\${net[@]}" --fork --kill-child --propagation private \
  bash --norc --noprofile -p -c "$wall" interlock-wall "$files" "$@"
`;
