import { shell } from './shell.ts';

/**
 * Runs as the engine's user, inside of the wall, and becomes the program. The environment comes by descriptor 3 and the
 * standard input by descriptor 4, because arguments can be read by everybody on the machine. Descriptor 5 is our report.
 * The environment is read only here: a variable of the program's must not reach anything that still has rights.
 *
 * Arguments: the working directory, then the program and its arguments.
 */
export const programScript = shell`
pairs=()
while IFS= read -r -d '' pair; do pairs+=("$pair"); done <&3
exec 3<&-
for name in $(compgen -e); do unset "$name"; done
for pair in "\${pairs[@]}"; do export "$pair"; done
unset pairs pair name
if ! cd -- "$1" 2>/dev/null; then
  echo "its working directory $1 cannot be seen behind the wall" >&5
  exit 127
fi
export -n PWD OLDPWD
shift
if ! type -P -- "$1" >/dev/null; then
  echo "the program $1 cannot be seen behind the wall" >&5
  exit 127
fi
exec 5>&- 0<&4 4<&-
exec -- "$@"
`;
