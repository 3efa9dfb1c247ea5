import { spawn } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { ProcessExit } from '../../src/isolation/engine-process.ts';
import { raiseWall } from '../../src/isolation/raise-wall.ts';
import type { RunFolders, Wall } from '../../src/isolation/wall.ts';
import type { Attack, Prey } from './attack.ts';

// A process that does what the action does around an engine, as a user that the test chose. It is bundled, so that this user
// need not be able to read the sources. One argument: what to do. It prints what became of it.

export interface HostOrder {
  readonly isolation: 'user' | 'namespace' | 'none' | 'auto';
  readonly metadata: 'blocked' | 'reachable';
  readonly network: 'open' | 'model-only';
  readonly attacks: readonly Attack[];
  readonly prey: Omit<Prey, 'HOST' | 'VICTIM' | 'NODE' | 'MODEL' | 'GIVEN' | 'OWN'>;
  readonly patience: number;
}

export interface AttackResult {
  readonly title: string;
  readonly exit: ProcessExit;
  readonly stdout: string;
  readonly stderr: string;
  readonly isGone: boolean;
  /** What it did to the run, in words. */
  readonly harm: readonly string[];
}

export type HostReport =
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'ran'; readonly mode: Wall['mode']; readonly results: readonly AttackResult[] };

const ITEM = 'the item, as it was given';
const order = JSON.parse(process.argv[2] ?? '') as HostOrder;
const { isolation, metadata, network, patience, prey } = order;
process.stdout.write(JSON.stringify(await host()));

async function host(): Promise<HostReport> {
  const root = await mkdtemp(join(process.env['RUNNER_TEMP'] ?? '', 'interlock-'));
  const at = (name: string): string => join(root, name);
  const folders = {
    checkout: at('engine/checkout'),
    home: at('engine/home'),
    temporary: at('engine/tmp'),
    given: at('given'),
    own: at('own'),
  };
  await Promise.all(Object.values(folders).map((folder) => mkdir(folder, { recursive: true })));
  const raised = await raiseWall({
    isolation,
    metadata,
    network,
    folders,
    env: process.env,
    node: process.execPath,
    show: [process.execPath],
    mark: 'MARK',
    patience,
  });
  if (raised.kind === 'refused') return raised;
  await using wall = raised.wall;
  const results: AttackResult[] = [];
  const model = createServer((socket) => socket.end('the model answers\n'));
  await new Promise<void>((resolve) => model.listen(0, '127.0.0.1', resolve));
  const { port } = model.address() as AddressInfo;
  await wall.allow(port);
  for (const attack of order.attacks) results.push(await make(attack, { wall, folders, port }));
  model.close();
  return { kind: 'ran', mode: wall.mode, results };
}

interface Given {
  readonly wall: Wall;
  readonly folders: RunFolders;
  readonly port: number;
}

async function make({ title, script }: Attack, { wall, folders, port }: Given): Promise<AttackResult> {
  const { checkout, home, temporary, given, own } = folders;
  rmSync(checkout, { recursive: true, force: true });
  mkdirSync(checkout);
  writeFileSync(join(given, 'item.json'), ITEM);
  writeFileSync(join(own, 'kept'), `loot ${prey.NONCE}\n`, { mode: 0o600 });
  const victim = spawn('sleep', ['infinity'], { argv0: `loot ${prey.NONCE}`, stdio: 'ignore' });
  await wall.handOver();
  const env = {
    ...prey,
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    TMPDIR: temporary,
    MARK: checkout,
    GIVEN: given,
    OWN: own,
    HOST: String(process.pid),
    VICTIM: String(victim.pid),
    NODE: process.execPath,
    MODEL: String(port),
  };
  const running = wall.start({ argv: ['bash', '-c', script], cwd: checkout, env });
  const said = Promise.all([text(running.stdout), text(running.stderr)]);
  const exit = await running.exit;
  const isGone = await running.end();
  const [stdout, stderr] = await said;
  await wall.takeBack();
  const harm = [...(isAlive(victim.pid) ? [] : ['it ended a process of ours']), ...harmTo(folders)];
  victim.kill('SIGKILL');
  return { title, exit, stdout, stderr, isGone, harm };
}

/** What we would take for the engine's work, or for our own. */
function harmTo({ checkout, given }: RunFolders): readonly string[] {
  const harm = lstatSync(checkout).isSymbolicLink() ? ['its checkout leads elsewhere'] : [];
  const files = readdirSync(checkout).map((name) => lstatSync(join(checkout, name)));
  if (files.some(({ mode, uid }) => (mode & 0o6000) !== 0 && uid === process.geteuid?.())) {
    harm.push('its program runs as us');
  }
  if (readFileSync(join(given, 'item.json'), 'utf8') !== ITEM) harm.push('the item is another one');
  return harm;
}

function isAlive(pid: number | undefined): boolean {
  try {
    return /^State:\s[^ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
