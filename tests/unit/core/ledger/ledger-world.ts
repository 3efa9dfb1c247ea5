import { NO_BUDGET } from '../../../../src/core/ledger/budget.ts';
import { decideAll } from '../../../../src/core/ledger/decide/decide-all.ts';
import type { LedgerVerdict } from '../../../../src/core/ledger/decide/ledger-verdict.ts';
import type {
  ClaimCommand,
  LedgerCommand,
  MoveCommand,
  Sighting,
} from '../../../../src/core/ledger/ledger-command.ts';
import { emptyLedger, type LedgerState } from '../../../../src/core/ledger/ledger-state.ts';
import type { Stage } from '../../../../src/core/stages.ts';

export const ITEM = 'acme/web#538';
export const OTHER = 'acme/web#539';

/** Minutes after the ledger was created. */
export function minute(minutes: number): string {
  return new Date(Date.parse('2026-11-23T09:00:00Z') + minutes * 60_000).toISOString().replace('.000', '');
}

/** A ledger to which commands are given one at a time, an entry each. */
export class LedgerWorld {
  state: LedgerState = emptyLedger({ project: 'web', home: 'R_1', id: 'first', at: minute(0) });
  now = 0;

  give(command: LedgerCommand): LedgerVerdict {
    const [verdict] = this.giveAll([command]);
    if (!verdict) throw new Error('no verdict');
    return verdict;
  }

  giveAll(commands: readonly LedgerCommand[]): readonly LedgerVerdict[] {
    this.now += 1;
    const decided = decideAll(this.state, commands, { id: `entry-${this.now}`, at: minute(this.now) });
    if (decided.append) this.state = decided.append.state;
    return decided.verdicts;
  }
}

export function seen(stage: Stage | null, at: number, more: Partial<Sighting> = {}): Sighting {
  return {
    version: { stage, at: minute(at) },
    open: true,
    ambiguous: false,
    readAt: minute(at + 5),
    ...more,
  };
}

export function move(more: Partial<MoveCommand> = {}): MoveCommand {
  return {
    kind: 'move',
    id: 'move-1',
    item: ITEM,
    expected: ['backlog'],
    to: 'todo',
    sighting: seen('backlog', 1),
    run: { id: 7, attempt: 1 },
    ...more,
  };
}

export const IMPLEMENTATION = { agent: 'implementation', cause: 'entered-todo' };

export function claim(more: Partial<ClaimCommand> = {}): ClaimCommand {
  return {
    kind: 'claim',
    id: 'claim-1',
    agent: 'implementation',
    run: { id: 20, attempt: 1 },
    subjects: [`item ${ITEM}`],
    dispatch: { kind: 'manual', cause: 'by hand' },
    item: ITEM,
    dead: [],
    budget: NO_BUDGET,
    ...more,
  };
}

/** The keys of the dispatches that no run has accepted. */
export function waiting({ dispatches }: LedgerState): readonly string[] {
  return Object.entries(dispatches).flatMap(([key, { acceptedBy }]) => (acceptedBy ? [] : [key]));
}
