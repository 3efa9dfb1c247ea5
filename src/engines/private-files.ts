import type { ProcessSpec } from '../isolation/engine-process.ts';

export interface PrivateFile {
  readonly path: string;
  readonly content: string;
}

/** Reads each file and each variable off standard input, as long as was announced, and then becomes the program. */
const WRITE_THEN_RUN = `set -eu; umask 077
while [ "$1" != -- ]; do
  case $1 in
    /*) mkdir -p -- "\${1%/*}"; head -c "$2" > "$1" ;;
    *) export "$1=$(head -c "$2")" ;;
  esac
  shift 2
done
shift; exec "$@"`;

/**
 * Has a program find files that only its own user can read. Standard input brings them, because arguments and environment
 * are public. The program's own user writes them, behind its wall: what an engine may have put in their place is its own loss.
 *
 * @param variables what a program takes from its environment alone. They come the same way.
 */
export function withPrivateFiles(
  spec: ProcessSpec,
  files: readonly PrivateFile[],
  variables: Readonly<Record<string, string>> = {},
): ProcessSpec {
  const given = [...files.map(({ path, content }) => [path, content] as const), ...Object.entries(variables)];
  const announced = given.flatMap(([name, content]) => [name, String(Buffer.byteLength(content))]);
  return {
    ...spec,
    argv: ['bash', '-c', WRITE_THEN_RUN, 'bash', ...announced, '--', ...spec.argv],
    stdin: [...given.map(([, content]) => content), spec.stdin ?? ''].join(''),
  };
}
