import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import type { MetadataAccess, Network } from '../../core/isolation.ts';
import { obstacles } from '../../core/text/isolation-message.ts';
import type { ProcessSpec } from '../engine-process.ts';
import { unlockScript } from '../owner-scripts.ts';
import { programScript } from '../program-script.ts';
import { createRelay, relayProgram } from '../relay.ts';
import { BASH, runScript } from '../run-script.ts';
import { GRACE_SECONDS, startWalled } from '../start-walled.ts';
import type { View } from '../view.ts';
import { type RunFolders, type Wall, WallError, writableFolders } from '../wall.ts';
import { bubblewrapArguments } from './bubblewrap-arguments.ts';
import { bubblewrapLaunchScript, insideScript } from './scripts.ts';

const ROUNDS = 500;
const PAUSE_MS = 10;

interface NamespaceWallOptions {
  readonly folders: RunFolders;
  readonly view: View;
  /** Path of the Node that runs us. */
  readonly node: string;
  readonly metadata: MetadataAccess;
  readonly network: Network;
  readonly patience: number;
  readonly onStart: ((group: number) => void) | undefined;
}

/** The mode `namespace`: programs run as our own user, in namespaces where nothing else of ours can be seen. */
export function namespaceWall(options: NamespaceWallOptions): Wall {
  const { folders, view, node, patience, onStart } = options;
  const relay = createRelay(folders.given);
  const commandLine = (
    files: string,
    { cwd, argv, network }: ProcessSpec,
  ): readonly [string, ...string[]] => {
    const [program, ...bash] = BASH;
    // Nobody can close single addresses here, so that a program may have an open network only if none has to be closed.
    const mayBeOpen = options.metadata === 'reachable';
    const reach = network !== undefined && mayBeOpen ? network : options.network;
    const ports = reach === 'open' ? '' : relay.ports.join(' ');
    const outside = bubblewrapArguments({ view, network: reach });
    const way = [node, relayProgram, folders.given, ports];
    const grace = String(GRACE_SECONDS * patience);
    const inside = [...BASH, insideScript, 'interlock', grace, programScript, ...way];
    return [
      program,
      ...bash,
      bubblewrapLaunchScript,
      'interlock',
      files,
      ...outside,
      '--',
      ...inside,
      cwd,
      ...argv,
    ];
  };
  return {
    mode: 'namespace',
    trace: '',
    start: (spec) =>
      startWalled(spec, {
        own: folders.own,
        commandLine,
        force: async (group) => killGroup(group),
        isGone: (files) => isGone(files, patience),
        onStart,
        patience,
      }),
    allow: relay.allow,
    handOver: async () => undefined,
    takeBack: async () => {
      const run = await runScript(unlockScript, {
        args: writableFolders(folders).filter((folder) => existsSync(folder)),
      });
      if (run.kind === 'failed') throw new WallError(obstacles.hands(run.complaint));
    },
    [Symbol.asyncDispose]: () => relay[Symbol.asyncDispose](),
  };
}

const infoSchema = z.object({ 'child-pid': z.int().positive() });

/** The kernel ends the first process only after all others, so that one look at it tells of all. */
async function isGone(files: string, patience: number): Promise<boolean> {
  const info = await readFile(join(files, 'info'), 'utf8').catch(() => '');
  // Bubblewrap writes this before it lets anything run.
  if (info === '') return true;
  const pid = infoSchema.parse(JSON.parse(info))['child-pid'];
  for (let round = 0; round < ROUNDS * patience; round += 1) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => undefined);
    if (status === undefined || /^State:\s+[ZX]/m.test(status)) return true;
    await setTimeout(PAUSE_MS);
  }
  return false;
}

function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // It has ended.
  }
}
