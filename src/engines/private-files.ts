import type { ProcessSpec } from '../isolation/engine-process.ts';

export interface PrivateFile {
  readonly path: string;
  readonly content: string;
}

/** Reads each file off standard input, as long as was announced, and then becomes the program. */
const WRITE_THEN_RUN = `set -eu; umask 077
while [ "$1" != -- ]; do mkdir -p -- "\${1%/*}"; head -c "$2" > "$1"; shift 2; done
shift; exec "$@"`;

/**
 * Has a program find files that only its own user can read. Standard input brings them, because arguments and environment
 * are public. The program's own user writes them, behind its wall: what an engine may have put in their place is its own loss.
 */
export function withPrivateFiles(spec: ProcessSpec, files: readonly PrivateFile[]): ProcessSpec {
  const announced = files.flatMap(({ path, content }) => [path, String(Buffer.byteLength(content))]);
  return {
    ...spec,
    argv: ['bash', '-c', WRITE_THEN_RUN, 'bash', ...announced, '--', ...spec.argv],
    stdin: [...files.map(({ content }) => content), spec.stdin ?? ''].join(''),
  };
}
