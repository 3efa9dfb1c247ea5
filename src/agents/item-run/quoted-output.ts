import { once } from 'node:events';
import { Transform, type Writable } from 'node:stream';

/**
 * Shows an engine's output in the log without letting the runner take lines of it for workflow commands: it could set
 * outputs, or mask the whole log. https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
 *
 * @param token has to be unguessable, because who knows it can switch the commands on again.
 */
export function quotedOutput(token: string): Transform {
  let last = '\n';
  return new Transform({
    construct(callback) {
      this.push(`::stop-commands::${token}\n`);
      callback();
    },
    transform(chunk: Buffer, _encoding, callback) {
      if (chunk.length > 0) last = chunk.subarray(-1).toString('latin1');
      callback(null, chunk);
    },
    flush(callback) {
      callback(null, `${last === '\n' ? '' : '\n'}::${token}::\n`);
    },
  });
}

interface Quoted<T> {
  /** Log of the run. */
  readonly output: NodeJS.WritableStream;
  readonly token: string;
  /** Whose output is quoted. */
  readonly work: (quoted: Writable) => Promise<T>;
}

/** Has all that a program writes stand in the log, quoted, when this resolves. */
export async function inQuotes<T>({ output, token, work }: Quoted<T>): Promise<T> {
  const quoted = quotedOutput(token);
  quoted.pipe(output, { end: false });
  try {
    return await work(quoted);
  } finally {
    const flushed = once(quoted, 'end');
    quoted.end();
    await flushed;
  }
}

/** A group of the log that holds what a program writes, quoted. */
export async function inQuotedGroup<T>({
  title,
  ...quoted
}: Quoted<T> & { readonly title: string }): Promise<T> {
  quoted.output.write(`::group::${title}\n`);
  try {
    return await inQuotes(quoted);
  } finally {
    quoted.output.write('::endgroup::\n');
  }
}
