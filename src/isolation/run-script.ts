import { execFile } from 'node:child_process';

/** What a command line begins with so that it runs as root: nothing for root, or a `sudo` that asks for no password. */
export type RootPrefix = readonly string[];

/** Without the files that bash would read on its way, of which it also reads some for a script. */
export const BASH = ['bash', '--norc', '--noprofile', '-p', '-c'] as const;
/** Where the system has its own programs. Nothing of the engine's or the job's is found by it. */
export const SYSTEM_PATH = '/usr/sbin:/usr/bin:/sbin:/bin';

export type RootRun =
  | { readonly kind: 'done' }
  /** With the last line of what it complained of. */
  | { readonly kind: 'failed'; readonly complaint: string };

export function runScript(
  script: string,
  { prefix = [], args = [] }: { readonly prefix?: RootPrefix; readonly args?: readonly string[] },
): Promise<RootRun> {
  const [program = '', ...rest] = [...prefix, ...BASH, script, 'interlock', ...args];
  return new Promise((resolve) => {
    execFile(program, rest, { env: { PATH: SYSTEM_PATH } }, (error, _stdout, stderr) => {
      const complaint = stderr.trim().split('\n').at(-1) || (error?.message ?? '');
      resolve(error ? { kind: 'failed', complaint } : { kind: 'done' });
    });
  });
}

/** `undefined`: neither are we root, nor may we be. */
export async function findRootPrefix(): Promise<RootPrefix | undefined> {
  if (process.geteuid?.() === 0) return [];
  const prefix = ['sudo', '-n', '--'];
  return (await runScript('true', { prefix })).kind === 'done' ? prefix : undefined;
}
