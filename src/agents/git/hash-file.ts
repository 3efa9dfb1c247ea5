import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readlinkSync, readSync, writeSync } from 'node:fs';

/** What stands at a path, as git would store it as it is. */
export interface FileState {
  readonly mode: '100644' | '100755' | '120000';
  readonly oid: string;
}

const CHUNK = 1 << 20;

/**
 * Opens a file that an engine may have put there: never by way of a link, and without waiting for the other side of a pipe.
 * `undefined` if there is no such file.
 */
export function openFile(file: Buffer): number | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' || code === 'ENXIO') return undefined;
    throw error;
  }
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  return undefined;
}

/** Of a file that is open. */
export function hashFile(descriptor: number): FileState {
  const { size, mode } = fstatSync(descriptor);
  const hash = createHash('sha1').update(`blob ${size}\0`);
  eachChunk(descriptor, (chunk) => hash.update(chunk));
  return { mode: mode & 0o100 ? '100755' : '100644', oid: hash.digest('hex') };
}

export function hashLink(file: Buffer): FileState {
  const target = readlinkSync(file, { encoding: 'buffer' });
  const hash = createHash('sha1').update(`blob ${target.length}\0`).update(target);
  return { mode: '120000', oid: hash.digest('hex') };
}

/** Copies a file that is open, byte by byte, to one that does not exist yet or is ours. */
export function copyFile(descriptor: number, to: Buffer): void {
  const { mode } = fstatSync(descriptor);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;
  const copy = openSync(to, flags, mode & 0o100 ? 0o700 : 0o600);
  try {
    eachChunk(descriptor, (chunk) => {
      for (let at = 0; at < chunk.length; ) at += writeSync(copy, chunk, at);
    });
  } finally {
    closeSync(copy);
  }
}

/** From its beginning. The chunk is only good until the next one. */
function eachChunk(descriptor: number, use: (chunk: Buffer) => void): void {
  const chunk = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(1, fstatSync(descriptor).size)));
  for (let at = 0; ; ) {
    const read = readSync(descriptor, chunk, 0, chunk.length, at);
    if (read === 0) return;
    use(chunk.subarray(0, read));
    at += read;
  }
}
