import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findRootPrefix, runScript } from '../../src/isolation/run-script.ts';
import type { Attack } from './attack.ts';
import { asksItsModel, attacks } from './attacks.ts';
import type { AttackResult, HostReport } from './host.ts';
import { HostileHost, isRoot } from './hostile-host.ts';

const hasBubblewrap = (await runScript('command -v bwrap', {})).kind === 'done';
const mayBeRoot = (await findRootPrefix()) !== undefined;
/** In CI, what cannot be tried is tried all the same, and fails. */
const mustTryAll = process.env['INTERLOCK_TEST_ISOLATION'] === 'all';

const YAMA = '/proc/sys/kernel/yama/ptrace_scope';

interface Trial {
  readonly mode: 'none' | 'user' | 'namespace';
  /** Only root can be an ordinary user as well. */
  readonly as: 'ourselves' | 'ordinary';
  readonly metadata: 'blocked' | 'reachable';
  readonly network: 'open' | 'model-only';
  readonly canRun: boolean;
  readonly otherwise: string;
}

const trials: readonly Trial[] = [
  { mode: 'none', as: 'ordinary', metadata: 'blocked', network: 'open', canRun: true, otherwise: '' },
  {
    mode: 'user',
    as: 'ourselves',
    metadata: 'blocked',
    network: 'open',
    canRun: mayBeRoot,
    otherwise: 'SKIPPED, needs root or sudo without a password',
  },
  {
    mode: 'user',
    as: 'ourselves',
    metadata: 'blocked',
    network: 'model-only',
    canRun: mayBeRoot,
    otherwise: 'SKIPPED, needs root or sudo without a password',
  },
  {
    mode: 'namespace',
    as: 'ordinary',
    metadata: 'reachable',
    network: 'open',
    canRun: hasBubblewrap,
    otherwise: 'SKIPPED, needs bubblewrap',
  },
  {
    mode: 'namespace',
    as: 'ordinary',
    metadata: 'blocked',
    network: 'model-only',
    canRun: hasBubblewrap,
    otherwise: 'SKIPPED, needs bubblewrap',
  },
];

/** What only root can prepare, or the machine forbids even without a wall. https://docs.kernel.org/admin-guide/LSM/Yama.html */
const mayTrace = !existsSync(YAMA) || readFileSync(YAMA, 'utf8').trim() === '0';
const isPossible = ({ needsRoot, needsTracing }: Attack): boolean =>
  (isRoot || !needsRoot) && (mayTrace || !needsTracing);

describe.each(trials)(
  'a hostile engine with isolation: $mode and network: $network',
  ({ mode, as, metadata, network, canRun, otherwise }) => {
    const title = canRun ? mode : `${mode}: ${otherwise}`;
    describe.skipIf(!canRun && !mustTryAll)(`${title}`, () => {
      let host: HostileHost;
      let report: HostReport;
      let traces: readonly string[];
      beforeAll(async () => {
        host = new HostileHost(as);
        report = await host.run({ isolation: mode, metadata, network });
        traces = host.traces();
      });
      afterAll(() => host[Symbol.asyncDispose]());

      const resultOf = (name: string): AttackResult | undefined =>
        report.kind === 'ran' ? report.results.find((result) => result.title === name) : undefined;
      const tellsOf = ({ stdout, harm }: AttackResult): readonly string[] => [
        ...(stdout.includes(`loot ${host.nonce}`) ? ['loot'] : []),
        ...harm,
      ];

      test('runs programs behind it, and every one of them is gone in the end', () => {
        expect(report).toMatchObject({ kind: 'ran', mode });
        if (report.kind === 'refused') return;
        expect(report.results.filter(({ isGone }) => !isGone)).toEqual([]);
        expect(report.results.filter(({ exit }) => exit.kind !== 'exited')).toEqual([]);
      });

      test('reaches its model', () => {
        expect(resultOf(asksItsModel.title)).toMatchObject({ stdout: 'the model answers\n' });
      });

      const tried = attacks.filter((attack) =>
        mode === 'none' ? isPossible(attack) : !attack.isOfNetwork || network === 'model-only',
      );
      test.each(tried)(`$title: ${mode === 'none' ? 'it can' : 'it cannot'}`, ({ title: name, trace }) => {
        const result = resultOf(name);
        expect(result).toBeDefined();
        if (!result) return;
        const found = trace === undefined ? tellsOf(result) : traces.filter((one) => trace.test(one));
        if (mode === 'none') expect(found, result.stderr).not.toEqual([]);
        else expect(found).toEqual([]);
      });

      test(`leaves ${mode === 'none' ? 'traces' : 'no trace'} on the machine`, () => {
        if (mode === 'none') expect(traces).not.toEqual([]);
        else expect(traces).toEqual([]);
      });
    });
  },
);
