import { afterAll, describe, expect, test } from 'vitest';
import { PATIENCE } from '../../patience.ts';
import {
  API_FAULTS,
  type ApiFault,
  type FaultKind,
  GIT_FAULTS,
  type GitFault,
  LEAST_PATIENT,
} from './fault-kinds.ts';
import { type FaultSandbox, type PlayedCall, startFaultSandbox } from './fault-sandbox.ts';
import type { Ending, Flow } from './flow.ts';

interface Clean {
  readonly calls: readonly PlayedCall[];
  readonly ending: Ending;
  readonly look: (struck?: PlayedCall) => Promise<unknown>;
}

interface Struck {
  /** Flows that play the same calls, and to which these are left. */
  readonly reads?: Flow;
  readonly calls?: Flow;
  /** Of the calls that are left, those that are struck, and how; all of them in every way where absent. */
  readonly strikes?: (call: PlayedCall, kind: FaultKind) => boolean;
}

export async function playClean(flow: Flow, faults: FaultSandbox): Promise<Clean> {
  const world = await flow.arrange(faults, PATIENCE);
  const ending = await flow.play(world);
  await flow.leave?.(world);
  return { calls: world.played(), ending, look: (struck) => flow.look(world, struck) };
}

/**
 * Plays a flow once without a fault, and then once for every call that it made and every way in which that call can go
 * wrong. Whatever happens, the end is that of the play without a fault: at once, or after a failure that gave its reason
 * and after what it asked for.
 */
export async function playMatrix(
  flow: Flow,
  { reads, calls: all, strikes = () => true }: Struck = {},
): Promise<void> {
  const faults = await startFaultSandbox();
  const clean = await playClean(flow, faults);
  const known = async (other: Flow | undefined): Promise<readonly string[]> =>
    other ? (await playClean(other, faults)).calls.map(nameOf) : [];
  const [knownReads, knownCalls] = [await known(reads), await known(all)];
  const calls = clean.calls.filter(
    (call) =>
      kindsFor(call).some((kind) => strikes(call, kind)) &&
      !knownCalls.includes(nameOf(call)) &&
      (call.changes || !knownReads.includes(nameOf(call))),
  );
  afterAll(async () => {
    const { defects, refusals } = faults.sandbox;
    await faults[Symbol.asyncDispose]();
    expect([...defects, ...refusals]).toEqual([]);
  });

  test(`${flow.name}, without a fault, makes its calls`, () => {
    expect(clean.ending.outcome).not.toBe('failed');
    expect(clean.calls.length).toBeGreaterThan(0);
  });

  describe.concurrent.each(calls.map((call) => ({ call, name: nameOf(call) })))(
    `${flow.name}, when $name`,
    ({ call }) => {
      const kinds = kindsFor(call).filter((kind) => strikes(call, kind));
      test.concurrent.each(kinds)('meets $name, ends right or says why, and is mended', async (kind) => {
        const { world, ending } = await playStruck(flow, faults, { call, kind });
        const isMadeUpFor = kind.passes && !flow.notMadeUpFor?.includes(call.key);
        if (ending.outcome === 'failed' && !isMadeUpFor) {
          expect(ending.reason).toBe(flow.unless?.[call.key] ?? kind.reason);
          await flow.recover(world, ending);
        } else {
          expect(ending).toMatchObject({ outcome: clean.ending.outcome, reason: clean.ending.reason });
        }
        expect(await flow.look(world, call)).toEqual(await clean.look(call));
        await flow.leave?.(world);
      });
    },
  );
}

interface OneFault {
  readonly call: PlayedCall;
  readonly kind: ApiFault | GitFault;
}

/**
 * Of git's commands that wait for a server, all have the same limit: on a busy machine one that is answered may run into
 * it before the one that is not. Then nothing was struck, and the play is to be had again, with more patience.
 */
async function playStruck(flow: Flow, faults: FaultSandbox, { call, kind }: OneFault) {
  let patience = kind.fault.kind === 'silent' ? LEAST_PATIENT : PATIENCE;
  for (;;) {
    const world = await flow.arrange(faults, patience);
    const strike = world.strike(call, kind);
    const ending = await flow.play(world);
    strike.end();
    if (strike.count() > 0) return { world, ending };
    await flow.leave?.(world);
    if (patience >= PATIENCE) throw new Error('the fault has to strike');
    patience *= 2;
  }
}

/** What has no effect cannot fail after it. */
function kindsFor({ via, changes }: PlayedCall): readonly (ApiFault | GitFault)[] {
  if (via === 'git') return GIT_FAULTS;
  return API_FAULTS.filter(({ fault }) => changes || fault.kind !== 'status-after-effect');
}

function nameOf({ via, key, nth }: PlayedCall): string {
  return `${via === 'git' ? 'git ' : ''}${key}${nth > 0 ? ` (${nth + 1})` : ''}`;
}
