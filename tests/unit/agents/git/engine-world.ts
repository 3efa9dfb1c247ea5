import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SourceRepository } from '../../../../src/agents/git/source-repository.ts';
import { type TakenWork, takeWork } from '../../../../src/agents/git/take-work.ts';
import { type HeldBranch, heldBranch } from '../../../../src/core/ledger/held-branch.ts';
import { noLedger } from '../../../../src/core/ledger/warrant.ts';
import { PATIENCE } from '../../../patience.ts';

export const OURS = { name: 'interlock[bot]', email: 'interlock[bot]@users.noreply.github.com' };
const run = promisify(execFile);

export async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const identity = ['-c', 'user.name=Mona', '-c', 'user.email=mona@example.com'];
  const { stdout } = await run('git', ['-c', 'core.autocrlf=false', ...identity, ...args], { cwd });
  return stdout.trim();
}

/** A server's repository, and a person's clone of it. */
export interface ServerWorld extends AsyncDisposable {
  readonly directory: string;
  readonly remote: string;
  readonly person: string;
  /** Fetches and checks out the branch of an item, for an engine. Its PATH begins with `bin` beside the checkout. */
  visit(number?: number): Promise<Visit>;
  push(branch: string): Promise<string>;
}

export interface Visit {
  readonly held: HeldBranch;
  readonly source: SourceRepository;
  readonly checkout: string;
  readonly own: string;
  readonly base: string;
  readonly head: string | undefined;
  /** What an engine does by a shell in its checkout. */
  engine(script: string): Promise<string>;
  take(): Promise<TakenWork>;
  /** `M path` for each change of the commit that was made. */
  changes(): Promise<readonly string[]>;
}

export function held(number: number): HeldBranch {
  const item = { owner: 'acme', repository: 'web', number };
  return heldBranch(noLedger({ ledger: 'off', mode: 'act' }), { project: 'web', item });
}

/** `files` is a shell script that makes the person's files, and their commits if there is to be more than one. */
export async function createServerWorld(files: string): Promise<ServerWorld> {
  const directory = await mkdtemp(join(tmpdir(), 'engine-world-'));
  const remote = join(directory, 'remote.git');
  const person = join(directory, 'person');
  await git(directory, 'init', '--quiet', '--bare', '--initial-branch=main', remote);
  await git(directory, 'init', '--quiet', '--initial-branch=main', person);
  await git(person, 'remote', 'add', 'origin', remote);
  await shell(person, files);
  let last = 0;
  const push = async (branch: string): Promise<string> => {
    await git(person, 'push', '--quiet', '--force', 'origin', `HEAD:refs/heads/${branch}`);
    return git(person, 'rev-parse', 'HEAD');
  };
  const hasCommitted = await git(person, 'rev-parse', '--verify', 'HEAD').then(Boolean, () => false);
  if (!hasCommitted) {
    await git(person, 'add', '--all');
    await git(person, 'commit', '--quiet', '-m', 'first');
  }
  await push('main');
  const visit = (number = 1000 + ++last) => createVisit({ directory, remote }, number);
  const dispose = () => rm(directory, { recursive: true });
  return { directory, remote, person, push, visit, [Symbol.asyncDispose]: dispose };
}

async function createVisit(
  { directory, remote }: Pick<ServerWorld, 'directory' | 'remote'>,
  number: number,
): Promise<Visit> {
  const place = await mkdtemp(join(directory, `visit-${number}-`));
  const own = join(place, 'own');
  const checkout = join(place, 'checkout');
  const programs = join(place, 'bin');
  await Promise.all([mkdir(own), mkdir(programs)]);
  const source = new SourceRepository({
    directory: own,
    url: `file://${remote}`,
    token: async () => 'ghs_secret',
    mask: () => undefined,
    env: { ...process.env, PATH: `${programs}:${process.env['PATH']}` },
    signal: new AbortController().signal,
    patience: PATIENCE,
  });
  const branch = held(number);
  const { base, head } = await source.fetch('main', branch.name);
  const untouched = await source.checkOut(checkout, { branch: branch.name, start: head ?? base });
  let taken: TakenWork | undefined;
  const take = async (): Promise<TakenWork> => {
    const work = { source, parent: own, checkout, untouched, message: 'Sort by date\n', identity: OURS };
    taken = await takeWork(work);
    return taken;
  };
  const changes = async (): Promise<readonly string[]> => {
    const work = taken ?? (await take());
    const commit = work.kind === 'commit' ? work.commit : work.kind === 'elsewhere' ? work.kept : undefined;
    if (commit === undefined || !('repository' in work)) return [`(${work.kind})`];
    const args = ['diff-tree', '-r', '--no-renames', '--name-status', untouched.start, commit];
    return (await git(work.repository.gitDir, ...args)).split('\n').map((line) => line.replace('\t', ' '));
  };
  const engine = (script: string) => shell(checkout, script);
  return { held: branch, source, checkout, own, base, head, engine, take, changes };
}

async function shell(cwd: string, script: string): Promise<string> {
  const person = ['AUTHOR', 'COMMITTER'].flatMap((who) => [
    [`GIT_${who}_NAME`, 'Agent'],
    [`GIT_${who}_EMAIL`, 'agent@example.com'],
  ]);
  const env = { ...process.env, ...Object.fromEntries(person), GIT_CONFIG_GLOBAL: '/dev/null' };
  const { stdout } = await run('bash', ['-ec', script], { cwd, env });
  return stdout.trim();
}

export async function script(file: string, text: string): Promise<void> {
  await writeFile(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
}
