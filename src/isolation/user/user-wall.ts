import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { MetadataAccess, Network } from '../../core/isolation.ts';
import { obstacles } from '../../core/text/isolation-message.ts';
import type { ProcessSpec } from '../engine-process.ts';
import { handOverScript, takeBackScript } from '../owner-scripts.ts';
import { programScript } from '../program-script.ts';
import { createRelay, relayProgram } from '../relay.ts';
import { BASH, type RootPrefix, runScript } from '../run-script.ts';
import { GRACE_SECONDS, startWalled } from '../start-walled.ts';
import { type View, viewArguments } from '../view.ts';
import { type RunFolders, type Wall, WallError } from '../wall.ts';
import { rootLaunchScript } from './launch-script.ts';
import { closeMetadataScript, openMetadataScript } from './metadata-rules.ts';
import { processesOf } from './processes-of.ts';
import { ourselves, traceOf } from './remove-left-wall.ts';
import { wallScript } from './wall-script.ts';

/** Numbers that neither a distribution, a directory service nor a container's range of users has. */
const FIRST_UID = 0x7000_0000;
const LAST_UID = 0x7fff_fffe;

export interface UserWallOptions {
  readonly prefix: RootPrefix;
  readonly folders: RunFolders;
  readonly view: View;
  /** Path of the Node that runs us. */
  readonly node: string;
  readonly metadata: MetadataAccess;
  readonly network: Network;
  readonly patience: number;
  readonly onStart: ((group: number) => void) | undefined;
}

/** The mode `user`: programs run as a user that only this run has, and that exists only behind the wall. */
export function userWall({
  prefix,
  folders,
  view,
  node,
  metadata,
  network,
  patience,
  onStart,
}: UserWallOptions): Wall {
  const relay = createRelay(folders.given);
  const uid = randomInt(FIRST_UID, LAST_UID);
  const rules = metadataRules(prefix, uid);
  const present = (): readonly string[] => view.write.filter((folder) => existsSync(folder));
  const commandLine = (
    files: string,
    { cwd, argv, ...spec }: ProcessSpec,
  ): readonly [string, ...string[]] => {
    const [bash, ...options] = [...prefix, ...BASH] as const;
    const grace = String(GRACE_SECONDS * patience);
    const reach = spec.network ?? network;
    const ports = reach === 'open' ? '' : relay.ports.join(' ');
    const program = [String(uid), grace, programScript, node, relayProgram, folders.given];
    const wall = [files, wallScript, reach, ...program, ports, ...viewArguments(view)];
    return [bash, ...options, rootLaunchScript, 'interlock', ...wall, '--', cwd, ...argv];
  };
  let isTheirs = false;
  const takeBack = async (): Promise<void> => {
    if (processesOf(uid).length > 0) throw new WallError(obstacles.outlived);
    await orThrow(prefix, takeBackScript, [ourselves(), ...present()]);
    isTheirs = false;
  };
  return {
    mode: 'user',
    trace: traceOf({ uid, folders: view.write }),
    start: (spec) =>
      startWalled(spec, {
        own: folders.own,
        commandLine,
        force: async (group) => {
          await runScript('kill -KILL -- "-$1"', { prefix, args: [String(group)] });
        },
        isGone: async () => processesOf(uid).length === 0,
        onStart,
        patience,
      }),
    allow: relay.allow,
    handOver: async () => {
      if (metadata === 'blocked') await rules.close();
      isTheirs = true;
      await orThrow(prefix, handOverScript, [`${uid}:${uid}`, ...present()]);
    },
    takeBack,
    [Symbol.asyncDispose]: async () => {
      await relay[Symbol.asyncDispose]();
      if (metadata === 'blocked') await rules.open();
      // What still runs could change them under our hands. The post step tries again.
      if (isTheirs && processesOf(uid).length === 0) await takeBack();
    },
  };
}

/** Only the first call closes. */
function metadataRules(prefix: RootPrefix, uid: number) {
  const args = [String(uid)];
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const run = await runScript(closeMetadataScript, { prefix, args });
    if (run.kind === 'failed') throw new WallError(obstacles.rules(run.complaint));
  };
  return {
    close: (): Promise<void> => (closed ??= close()),
    open: async (): Promise<void> => {
      await runScript(openMetadataScript, { prefix, args });
    },
  };
}

async function orThrow(prefix: RootPrefix, script: string, args: readonly string[]): Promise<void> {
  const run = await runScript(script, { prefix, args });
  if (run.kind === 'failed') throw new WallError(obstacles.hands(run.complaint));
}
