import { shell } from '../shell.ts';
import { superviseScript } from '../supervise-script.ts';

/**
 * Opens the files of this start and becomes bubblewrap. Descriptor 8 takes the number of its first process.
 * Arguments: the folder of this start, then what bubblewrap takes.
 */
export const bubblewrapLaunchScript = shell`
set -eu
files=$1
shift
exec 3<"$files/environment" 4<"$files/input" 5>>"$files/report" 8>"$files/info" 7>&2 2>&5
exec bwrap --info-fd 8 "$@"
`;

/** The first process behind the wall. Arguments: the seconds that the program gets to end, its script, what the
 * relay needs, then as for the script. */
export const insideScript = `${shell`
grace=$1 program=$2 node=$3 relay=$4 folder=$5 ports=$6
shift 6
drop=()
`}${superviseScript}`;
