import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { ProcessExit } from '../../src/isolation/engine-process.ts';
import { raiseWall } from '../../src/isolation/raise-wall.ts';
import type { RunFolders, Wall } from '../../src/isolation/wall.ts';
import type { Attack, Prey } from './attacks.ts';

// A process that does what the action does around an engine, as a user that the test chose. It is bundled, so that this user
// need not be able to read the sources. One argument: what to do. It prints what became of it.

export interface HostOrder {
  readonly isolation: 'user' | 'namespace' | 'none' | 'auto';
  readonly metadata: 'blocked' | 'reachable';
  readonly network: 'open' | 'model-only';
  readonly attacks: readonly Attack[];
  readonly prey: Omit<Prey, 'HOST' | 'VICTIM' | 'NODE' | 'MODEL'>;
  readonly patience: number;
}

export interface AttackResult {
  readonly title: string;
  readonly exit: ProcessExit;
  readonly stdout: string;
  readonly stderr: string;
  readonly isGone: boolean;
  readonly isVictimAlive: boolean;
}

export type HostReport =
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'ran'; readonly mode: Wall['mode']; readonly results: readonly AttackResult[] };

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

async function make(
  { title, script }: Attack,
  { wall, folders: { checkout, home, temporary }, port }: { wall: Wall; folders: RunFolders; port: number },
): Promise<AttackResult> {
  const victim = spawn('sleep', ['infinity'], { argv0: `loot ${prey.NONCE}`, stdio: 'ignore' });
  await wall.handOver();
  const env = {
    ...prey,
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    TMPDIR: temporary,
    MARK: checkout,
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
  const isVictimAlive = /^State:\s[^ZX]/m.test(statusOf(victim.pid));
  victim.kill('SIGKILL');
  return { title, exit, stdout, stderr, isGone, isVictimAlive };
}

/** Empty where the process is gone. */
function statusOf(pid: number | undefined): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}
