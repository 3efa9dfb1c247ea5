import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** A longer line is dropped: what printed it wants our memory. */
const LONGEST = 64 * 1024 * 1024;

/** Reads a stream line by line; a last line without an end is one too. */
export function eachLine(stream: Readable, onLine: (line: string) => void): void {
  const decoder = new StringDecoder('utf8');
  let parts: string[] = [];
  let length = 0;
  const add = (part: string): void => {
    length += part.length;
    if (length <= LONGEST) parts.push(part);
    else parts = [];
  };
  const end = (): void => {
    const line = parts.join('');
    if (line !== '' && length <= LONGEST) onLine(line);
    parts = [];
    length = 0;
  };
  stream.on('data', (chunk: Buffer) => {
    const [first = '', ...others] = decoder.write(chunk).split('\n');
    add(first);
    for (const part of others) {
      end();
      add(part);
    }
  });
  stream.on('end', end);
}
