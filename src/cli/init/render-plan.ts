import { createTwoFilesPatch } from 'diff';
import type { MissingLabel } from '../../boards/github-labels/missing-labels.ts';
import { LEDGERS } from '../../core/ledger-protection.ts';
import { runsAMonth } from '../../core/schedule.ts';
import {
  filesKept,
  labelToCreate,
  ledgerToCreate,
  protectionToCreate,
  scheduleCost,
} from '../../core/text/init.ts';
import type { LedgerPlace } from '../../ledger/ledger-place.ts';
import type { Paint } from '../command-context.ts';
import type { PlannedFile } from './plan-file.ts';
import type { MissingProtection } from './protection.ts';

export interface Plan {
  readonly files: readonly PlannedFile[];
  readonly labels: readonly MissingLabel[];
  /** The ledger that is to be made. */
  readonly ledger: LedgerPlace | undefined;
  readonly protection: MissingProtection | undefined;
}

export function isPending({ files, labels, ledger, protection }: Plan): boolean {
  return (
    ledger !== undefined ||
    protection !== undefined ||
    labels.length > 0 ||
    files.some(({ state }) => state === 'new' || state === 'replaced')
  );
}

/** What would change, as a unified diff, and what stays as it is although it differs. */
export function renderPlan({ files, labels, ledger, protection }: Plan, paint: Paint): string {
  const changes = files.flatMap((file) => {
    switch (file.state) {
      case 'new':
        return [patch(file.path, undefined, file.wanted)];
      case 'replaced':
        return [patch(file.path, file.current, file.wanted)];
      case 'same':
      case 'kept':
        return [];
    }
  });
  const kept = files.filter(({ state }) => state === 'kept').map(({ path }) => path);
  return [
    ...changes.map((text) => paintPatch(text, paint)),
    ...(labels.length > 0 ? [`${labels.map(labelToCreate).join('\n')}\n`] : []),
    ...(ledger ? [`${ledgerToCreate(ledger.branch, ledger.home)}\n`] : []),
    ...(protection ? [`${protectionToCreate(LEDGERS, protection.place.home)}\n`] : []),
    ...files.flatMap(({ path, state, wanted }) => {
      const runs = state === 'new' ? scheduledRuns(wanted) : undefined;
      return runs === undefined ? [] : [`${scheduleCost(path, runs)}\n`];
    }),
    ...(kept.length > 0 ? [`${filesKept(kept)}\n`] : []),
  ].join('\n');
}

/** Of a workflow that is written as our examples are. */
function scheduledRuns(workflow: string): number | undefined {
  const [, cron] = /^ +schedule: \[\{ cron: '([^']+)' \}\]$/m.exec(workflow) ?? [];
  return cron === undefined ? undefined : runsAMonth(cron);
}

function patch(path: string, current: string | undefined, wanted: string): string {
  const from = current === undefined ? '/dev/null' : `a/${path}`;
  const text = createTwoFilesPatch(from, `b/${path}`, current ?? '', wanted, '', '', { context: 3 });
  // Without the line of `=` that the format of other tools begins with, and the tabs before absent dates.
  return text.replace(/^=+\n/, '').replaceAll(/^(--- .*|\+\+\+ .*)\t$/gm, '$1');
}

function paintPatch(text: string, paint: Paint): string {
  return text
    .split('\n')
    .map((line) => {
      if (line.startsWith('+')) return paint('green', line);
      if (line.startsWith('-')) return paint('red', line);
      return line.startsWith('@@') ? paint('cyan', line) : line;
    })
    .join('\n');
}
