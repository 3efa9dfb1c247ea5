import { formatItemId, parseItemId } from '../../core/item-id.ts';
import type { ReconcileEnd } from '../../core/ledger/protocol/reconcile.ts';
import { eventLine } from '../../core/text/ledger-message.ts';
import * as text from '../../core/text/reconcile.ts';
import { handedOverLine } from '../../core/text/run-message.ts';
import { tryStatus } from '../../github/try-status.ts';
import { boardWithMerges } from '../../intents/board-with-merges.ts';
import { reconcileProject } from '../../intents/reconcile-project.ts';
import { permissionsOn } from '../access.ts';
import { type Decision, failed } from '../decision.ts';
import { ledgerPermissions, openLedger } from '../open-ledger.ts';
import { openProject, type Project } from '../open-project.ts';
import type { ReconcileInputs } from '../parse-inputs.ts';
import { saidBy } from '../said-by.ts';
import type { TaskContext } from '../task-context.ts';

type Reconciled = Extract<ReconcileEnd, { kind: 'reconciled' }>;

/** `task: reconcile`: makes good what was lost, and says what that was. */
export async function reconcile(inputs: ReconcileInputs, context: TaskContext): Promise<Decision> {
  const opened = await openProject({
    ...context,
    inputs,
    permissions: (config) =>
      permissionsOn(config, { issues: 'write', pull_requests: 'read', ...ledgerPermissions(config) }),
  });
  if (opened.kind === 'closed') return opened.decision;
  const { project } = opened;
  const board = boardWithMerges(project.board, project.github);
  const ledger = openLedger({ ...project, board }, context);
  if (!ledger) return { ...failed('ledger-off', text.ledgerOff()), outcome: 'skipped' };
  const states = await project.board.readStates();
  const end = await reconcileProject(ledger, project.config, states);
  if (end.kind === 'failed') return failed(end.reason, end.message);
  await sayHandedOver(end, project, context);
  return conclude(end);
}

function conclude({ findings, written, sent }: Reconciled): Decision {
  const accepted = findings.filter(({ verdict }) => verdict.kind === 'accepted');
  const read = accepted.flatMap(({ verdict }) =>
    verdict.kind === 'accepted' ? [eventLine(verdict.event)] : [],
  );
  const details = {
    findings: read,
    written: written.map(({ item, end }) => ({ item, end: end.kind })),
    runs: sent.flatMap((one) => (one.kind === 'sent' && one.run !== null ? [one.run] : [])),
  };
  const broken = written.find(({ end }) => end.kind === 'failed')?.end;
  if (broken?.kind === 'failed') {
    return { outcome: 'failed', reason: broken.reason, message: broken.message, read, details };
  }
  const unsent = sent.find((one) => one.kind !== 'sent');
  if (unsent) return { outcome: 'failed', reason: unsent.reason, message: unsent.message, read, details };
  return accepted.length + sent.length === 0
    ? { outcome: 'skipped', reason: 'nothing-due', message: text.nothingDue(), read, details }
    : {
        outcome: 'acted',
        reason: 'reconciled',
        message: text.reconciled(accepted.length, sent.length),
        read,
        details,
      };
}

/** The ledger hands an item over once, so it is said once. */
async function sayHandedOver(
  { findings }: Reconciled,
  { config, github }: Project,
  context: TaskContext,
): Promise<void> {
  for (const { verdict } of findings) {
    if (verdict.kind !== 'accepted' || !('failed' in verdict.event) || !verdict.event.failed?.handedOver)
      continue;
    const item = parseItemId(verdict.event.failed.item);
    if (!item) throw new Error(`${verdict.event.failed.item} is no item`);
    const line = handedOverLine(config.maxAttempts);
    const status = {
      ...saidBy(context, config.project),
      status: 'stopped',
      reason: 'needs-human',
      line,
    } as const;
    const unsaid = await tryStatus(github, item, status);
    if (unsaid !== '') context.debug(`${formatItemId(item)}: ${unsaid}`);
  }
}
