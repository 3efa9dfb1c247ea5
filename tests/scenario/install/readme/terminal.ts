import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export interface Shown {
  /** Of the last command, or of the first one that failed. */
  readonly code: number | null;
  /** What was to be read, without its colours. */
  readonly screen: string;
}

interface TerminalOptions {
  /** Of its person. */
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A window with a shell: what one block exports, the next ones see. Programs in it have a terminal to ask at. */
export class Terminal {
  readonly #home: string;
  readonly #env: Readonly<Record<string, string>>;
  cwd: string;

  constructor({ home, env }: TerminalOptions) {
    this.#home = home;
    this.#env = env;
    this.cwd = home;
  }

  /** Runs a block to its end, or to its first command that fails, and answers questions by the words in them. */
  async run(block: string, answers: Readonly<Record<string, string>> = {}): Promise<Shown> {
    const exported = join(this.#home, 'exported');
    const file = join(this.#home, 'block.sh');
    await writeFile(exported, '', { flag: 'a' });
    await writeFile(file, `. ${exported}\ntrap 'export -p > ${exported}' EXIT\n${block}`);
    const child = spawn('script', ['-qec', `bash -e ${file}`, '/dev/null'], {
      cwd: this.cwd,
      env: { ...this.#env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const open = new Map(Object.entries(answers));
    let screen = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      screen += text;
      for (const [question, answer] of open) {
        if (!screen.includes(question)) continue;
        open.delete(question);
        child.stdin.write(`${answer}\n`);
      }
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject).on('close', resolve);
    });
    return { code, screen: stripVTControlCharacters(screen).replaceAll('\r', '') };
  }
}
