import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { CliRefusal, type CommandContext } from '../../../src/cli/command-context.ts';
import { runDoctor } from '../../../src/cli/doctor/run-doctor.ts';
import { runInit } from '../../../src/cli/init/run-init.ts';
import { ProviderError } from '../../../src/core/provider-error.ts';
import type { Reason } from '../../../src/core/reasons.ts';
import { DEFAULT_STATE_NAMES } from '../../../src/core/states.ts';
import { viewLedger } from '../ledger/ledger-view.ts';
import type { FaultSandbox, FaultWorld, WorldOptions } from './fault-sandbox.ts';
import type { Ending, Flow } from './flow.ts';
import { rememberLedger } from './ledger-driver.ts';

const PROGRAM_ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const ACTION = `interlock-dev/interlock@${'1'.repeat(40)}`;
const git = promisify(execFile);

interface CliFaultWorld extends FaultWorld {
  /** A checkout of the repository. */
  readonly checkout: string;
}

interface CliFlowOptions {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly options?: Partial<WorldOptions>;
  readonly labels?: readonly string[];
  readonly hasLedger?: boolean;
  readonly run: (world: CliFaultWorld) => Promise<Ending>;
  readonly look: (world: CliFaultWorld) => Promise<unknown>;
}

/** A command of a person's own, in a checkout; whoever sees it fail runs it again. */
function cliFlow({
  name,
  files,
  options,
  labels = [],
  hasLedger = false,
  run,
  look,
}: CliFlowOptions): Flow<CliFaultWorld> {
  return {
    name,
    look,
    async arrange(faults: FaultSandbox) {
      const world = await faults.world(() => ({
        files,
        permissions: { contents: 'read', metadata: 'read' },
        ...options,
      }));
      const checkout = await faults.folder();
      const { sandbox, repository } = world;
      for (const name of labels) repository.addLabel({ name });
      if (hasLedger) await (await rememberLedger(world)).write();
      await git('git', ['init', '--quiet', checkout]);
      await git('git', [
        '-C',
        checkout,
        'remote',
        'add',
        'origin',
        `${sandbox.url}/${repository.fullName}.git`,
      ]);
      return { ...world, checkout };
    },
    play: (world) => endingOf(() => run(world)),
    async recover(world) {
      const again = await endingOf(() => run(world));
      if (again.outcome === 'failed') throw new Error(`It failed once more: ${again.message}`);
    },
  };
}

async function endingOf(run: () => Promise<Ending>): Promise<Ending> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof CliRefusal) {
      return { outcome: 'failed', reason: reasonIn(error.message), message: error.message };
    }
    if (!(error instanceof ProviderError)) throw error;
    return { outcome: 'failed', reason: error.reason, message: error.message };
  }
}

function contextOf(
  { sandbox, checkout, operator, app, requestLimit }: CliFaultWorld,
  out: (text: string) => void,
): CommandContext {
  return {
    env: {
      PATH: process.env['PATH'],
      GH_TOKEN: operator.token,
      GH_HOST: new URL(sandbox.url).host,
      INTERLOCK_CLIENT_ID: app.clientId,
      INTERLOCK_PRIVATE_KEY: app.privateKey,
    },
    cwd: checkout,
    programRoot: PROGRAM_ROOT,
    out,
    colour: false,
    now: new Date('2026-11-03T00:00:00Z'),
    newId: randomUUID,
    requestLimit,
  };
}

export const initFlow = cliFlow({
  name: 'interlock init',
  files: {},
  run: async (world) => {
    const code = await runInit(
      {
        remote: 'origin',
        agents: { engine: 'claude' },
        action: ACTION,
        app: false,
        server: true,
        update: false,
        board: true,
        write: 'yes',
      },
      contextOf(world, () => undefined),
    );
    return { outcome: code === 0 ? 'done' : 'failed', reason: String(code), message: '' };
  },
  look: async ({ checkout, act, repository }) => {
    const written = await readdir(join(checkout, '.github'), { recursive: true });
    const texts = written
      .filter((file) => file.endsWith('.yml'))
      .toSorted()
      .map((file) => readFile(join(checkout, '.github', file), 'utf8'));
    const labels = z.array(z.object({ name: z.string() })).parse(await act('GET', 'labels?per_page=100'));
    return {
      files: await Promise.all(texts),
      labels: labels.map(({ name }) => name).toSorted(),
      ledger: await viewLedger(repository).headlines(),
      rules: z
        .array(z.object({ type: z.string() }))
        .parse(await act('GET', 'rules/branches/interlock-ledger/web')),
    };
  },
});

const example = (name: string): Promise<string> =>
  readFile(join(PROGRAM_ROOT, 'docs/examples', name), 'utf8');

const manifest: { default_events: string[]; default_permissions: Record<string, 'read' | 'write'> } = parse(
  await readFile(join(PROGRAM_ROOT, 'app.yml'), 'utf8'),
);

const LEDGERS = ['interlock-ledger/**'];

const reportSchema = z.object({
  findings: z.array(z.object({ check: z.string(), level: z.string(), message: z.string() })),
});

export const doctorFlow = cliFlow({
  name: 'interlock doctor',
  hasLedger: true,
  files: {
    '.github/interlock.yml': await example('interlock-command.yml'),
    // With a secret and a variable that have to be looked up.
    '.github/workflows/interlock.yml': (await example('workflow.yml'))
      .replace('OWNER/interlock@COMMIT_SHA', ACTION)
      .replace('${{ secrets.ANTHROPIC_API_KEY }}', 'none')
      .replace('${{ github.token }}', '${{ secrets.TOKEN || vars.TOKEN }}'),
    '.github/workflows/interlock-reconcile.yml': (await example('reconcile.yml')).replace(
      'OWNER/interlock@COMMIT_SHA',
      ACTION,
    ),
  },
  options: {
    secrets: { TOKEN: 'x' },
    variables: { TOKEN: 'x' },
    settings: {
      rulesets: [
        { name: 'Kept', branches: LEDGERS, rules: ['deletion', 'non_fast_forward'] },
        // To be asked about by itself, for whom it lets past.
        { name: 'Ours', branches: LEDGERS, rules: ['update'], bypass: [{ type: 'Integration', id: 1 }] },
      ],
      actions: { allowed: 'selected', patterns: ['interlock-dev/*'] },
      // GitHub's list of policies need not say what they allow.
      actionsPolicies: [
        {
          name: 'By dispatch and by the clock',
          enforcement: 'active',
          source: 'Organization',
          events: ['workflow_dispatch', 'schedule'],
          isListedInFull: false,
        },
      ],
    },
    permissions: manifest.default_permissions,
    events: manifest.default_events,
  },
  labels: Object.values(DEFAULT_STATE_NAMES),
  run: async (world) => {
    let out = '';
    const code = await runDoctor(
      { remote: 'origin', json: true },
      contextOf(world, (text) => (out += text)),
    );
    const { findings } = reportSchema.parse(JSON.parse(out));
    // What could be looked at is as it is, and what could not is nothing but unknown.
    const isBad = ({ level, message }: (typeof findings)[number]): boolean =>
      level !== 'ok' && level !== 'unknown' && !message.includes('The ruleset "Ours"');
    expect(findings.filter(isBad)).toEqual([]);
    if (code === 0) return { outcome: 'looked', reason: 'all ok', message: '' };
    expect(code).toBe(2);
    const told = findings.map(({ level, message }) => (level === 'unknown' ? message : '')).join(' ');
    return { outcome: 'failed', reason: reasonIn(told), message: told };
  },
  look: async ({ sandbox, operator }) =>
    sandbox.calls.filter(
      ({ by, method, operationId }) =>
        by.login === operator.login && method !== 'GET' && !operationId.startsWith('graphql:query'),
    ),
});

/** The doctor tells what kept it from looking in words alone. */
function reasonIn(told: string): Reason | 'unsaid' {
  if (/did not answer as it should/.test(told)) return 'github-unavailable';
  return /rate limit/i.test(told) ? 'rate-limited' : 'unsaid';
}
