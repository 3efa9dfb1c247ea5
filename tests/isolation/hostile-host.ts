import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { PATIENCE } from '../patience.ts';
import { asksItsModel, attacks } from './attacks.ts';
import type { HostOrder, HostReport } from './host.ts';
import { isOpenToAll } from './open-to-all.ts';
import { type OtherRun, startOtherRun } from './other-run.ts';

/** An ordinary user, for a test that runs as root. */
const ORDINARY = 54_321;
const OTHER_RUN = 'work/_temp/interlock-other/engine';
export const isRoot = process.geteuid?.() === 0;

interface HostOptions extends Pick<HostOrder, 'isolation' | 'metadata' | 'network'> {
  readonly attacks?: HostOrder['attacks'];
  /** Before the command line of the host. */
  readonly prefix?: readonly string[];
}

/** A machine with a runner on it, on which engines are started. All of it goes with it. */
export class HostileHost implements AsyncDisposable {
  readonly nonce = randomUUID();
  /** An ordinary user has no other place to write to than those that are hidden anyway. */
  readonly #open = mkdtempSync(join(isRoot ? '/opt' : '/var/tmp', 'interlock-open-'));
  readonly #base = mkdtempSync('/tmp/interlock-host-');
  readonly #servers: Server[] = [];
  readonly #uid: number | undefined;
  readonly #at = (name: string): string => join(this.#base, name);
  readonly #envFile = 'work/_temp/_runner_file_commands/set_env';
  readonly #post = 'work/_actions/interlock/post.js';
  readonly #installed = 'work/_tool/interlock-agent/installed';
  readonly #setuid = join(this.#open, 'become-root');
  #otherRun: OtherRun | undefined;

  /** @param as whether root becomes an ordinary user. */
  constructor(as: 'ourselves' | 'ordinary') {
    this.#uid = isRoot && as === 'ordinary' ? ORDINARY : undefined;
    for (const file of [
      this.#envFile,
      this.#post,
      this.#installed,
      'home/.ssh/id',
      `${OTHER_RUN}/home/given.json`,
    ]) {
      mkdirSync(dirname(this.#at(file)), { recursive: true });
      this.#write(file, '');
    }
    this.#write('home/.ssh/id', `loot ${this.nonce}\n`);
    chmodSync(this.#base, 0o755);
    chmodSync(this.#open, 0o777);
    copyFileSync('/usr/bin/id', this.#setuid);
    chmodSync(this.#setuid, 0o4755);
    this.#give(this.#base);
  }

  async run({ prefix = [], isolation, metadata, network, ...options }: HostOptions): Promise<HostReport> {
    await this.#build();
    const sockets = await this.#listen();
    this.#otherRun = await startOtherRun(`loot ${this.nonce}`);
    writeFileSync(this.#at(`${OTHER_RUN}/home/given.json`), this.#otherRun.given);
    const order: HostOrder = {
      isolation,
      metadata,
      network,
      attacks: options.attacks ?? [...attacks, asksItsModel],
      patience: PATIENCE,
      prey: {
        OPEN: this.#open,
        POST: this.#at(this.#post),
        ENV_FILE: this.#at(this.#envFile),
        SECRET_FILE: this.#at('home/.ssh/id'),
        SETUID: this.#setuid,
        SOCKETS: sockets.join(' '),
        INSTALLED: this.#at(this.#installed),
        OTHER_RUN: this.#at(OTHER_RUN),
        OTHER_TOOLS: this.#otherRun.toolsUrl,
        OTHER_MODELS: this.#otherRun.modelsUrl,
        SERVICE: String(await this.#serve()),
        NONCE: this.nonce,
      },
    };
    const as =
      this.#uid === undefined
        ? []
        : ['setpriv', '--reuid', this.#uid, '--regid', this.#uid, '--clear-groups'];
    const [program, ...args] = [
      ...prefix,
      ...as.map(String),
      this.#node(),
      this.#at('host.mjs'),
      JSON.stringify(order),
    ];
    const child = spawn(program, args, {
      cwd: this.#base,
      env: {
        PATH: process.env['PATH'],
        HOME: this.#at('home'),
        RUNNER_TEMP: this.#at('work/_temp'),
        RUNNER_TOOL_CACHE: this.#at('work/_tool'),
        GITHUB_ENV: this.#at(this.#envFile),
        TOKEN: `loot ${this.nonce}`,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return JSON.parse(await text(child.stdout)) as HostReport;
  }

  /** What an attack left where it had no business, or is still running. */
  traces(): readonly string[] {
    const left = ['/tmp', '/var/tmp', '/dev/shm'].map((folder) => join(folder, `left-${this.nonce}`));
    const files = [
      ...left,
      join(this.#open, 'written'),
      join(this.#open, 'remounted'),
      ...readdirSync(this.#at('work/_temp/_runner_file_commands')).map((name) =>
        this.#at(`work/_temp/_runner_file_commands/${name}`),
      ),
      ...[this.#post, this.#installed, 'home/.gitconfig'].map((name) => this.#at(name)),
    ];
    const written = files.filter(
      (file) => existsSync(file) && readFileSync(file, 'utf8').includes(this.nonce),
    );
    return [...written, ...this.outliving().map((pid) => `process ${pid}`)];
  }

  outliving(): readonly number[] {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.map(Number).filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith(`outlives-${this.nonce}`);
      } catch {
        return false;
      }
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const pid of this.outliving()) process.kill(pid, 'SIGKILL');
    for (const server of this.#servers) server.close();
    await this.#otherRun?.[Symbol.asyncDispose]();
    for (const folder of ['/tmp', '/var/tmp', '/dev/shm'])
      rmSync(join(folder, `left-${this.nonce}`), { force: true });
    rmSync(this.#open, { recursive: true });
    rmSync(this.#base, { recursive: true });
  }

  #write(name: string, content: string): void {
    writeFileSync(this.#at(name), content, { mode: 0o600 });
  }

  /** To the user that the host runs as. */
  #give(path: string): void {
    if (this.#uid === undefined) return;
    chownSync(path, this.#uid, this.#uid);
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) this.#give(inner);
      else chownSync(inner, this.#uid, this.#uid);
    }
  }

  async #build(): Promise<void> {
    await build({
      entryPoints: [join(import.meta.dirname, 'host.ts')],
      outfile: this.#at('host.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      define: { INTERLOCK_DEMONSTRATION: 'false' },
    });
  }

  /** That of the tests, or a copy where the way to it is closed to the user of the host. */
  #node(): string {
    if (this.#uid === undefined || isOpenToAll(process.execPath)) return process.execPath;
    const copy = join(this.#open, 'node');
    copyFileSync(process.execPath, copy);
    return copy;
  }

  /** A service of the runner's on loopback, and its port. */
  async #serve(): Promise<number> {
    const server = createServer((socket) => socket.end(`loot ${this.nonce}\n`));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#servers.push(server);
    return (server.address() as AddressInfo).port;
  }

  async #listen(): Promise<readonly string[]> {
    const paths = [
      join(this.#open, 'service.sock'),
      ...(isRoot ? [`/run/interlock-${this.nonce}.sock`] : []),
    ];
    for (const path of paths) {
      rmSync(path, { force: true });
      const server = createServer((socket) => socket.end(`loot ${this.nonce}\n`));
      await new Promise<void>((resolve) => server.listen(path, resolve));
      chmodSync(path, 0o777);
      this.#servers.push(server);
    }
    return paths;
  }
}
