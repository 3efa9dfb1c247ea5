/**
 * A path as git and the file system have it: bytes, in whatever encoding, with one character for each byte. So it can be
 * compared and looked up, and nothing is lost on the way.
 */
export type BytePath = string;

export function toBytes(path: BytePath): Buffer {
  return Buffer.from(path, 'latin1');
}

export function fromBytes(bytes: Uint8Array): BytePath {
  return Buffer.from(bytes).toString('latin1');
}

/** For people. What is no UTF-8 is shown as such. */
export function readable(path: BytePath): string {
  return toBytes(path).toString('utf8');
}

export function join(folder: BytePath, name: BytePath): BytePath {
  return folder === '' ? name : `${folder}/${name}`;
}

/** What comes between NULs, from a command that was called with `-z`. */
export function splitAtNul(output: Uint8Array): readonly BytePath[] {
  return fromBytes(output).split('\0').slice(0, -1);
}

/** For a command that reads paths with `-z`. */
export function joinByNul(paths: readonly BytePath[]): Buffer {
  return toBytes(paths.map((path) => `${path}\0`).join(''));
}
