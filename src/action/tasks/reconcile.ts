import * as text from '../../core/text/reconcile.ts';
import { boardWithPullRequests } from '../../intents/board-with-pull-requests.ts';
import { reconcileProject } from '../../intents/reconcile-project.ts';
import { permissionsOn } from '../access.ts';
import { type Decision, failed } from '../decision.ts';
import { ledgerPermissions, openLedger } from '../open-ledger.ts';
import { openProject } from '../open-project.ts';
import type { ReconcileInputs } from '../parse-inputs.ts';
import { saidBy } from '../said-by.ts';
import type { TaskContext } from '../task-context.ts';

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
  const { github, config } = project;
  const board = boardWithPullRequests(project.board, { github, project: config.project });
  const ledger = openLedger({ ...project, board }, context);
  if (!ledger) return { ...failed('ledger-off', text.ledgerOff()), outcome: 'skipped' };
  const states = await project.board.readStates();
  const end = await reconcileProject(ledger, {
    github,
    config,
    states,
    said: saidBy(context, config.project),
  });
  for (const unsaid of end.unsaid) context.debug(unsaid);
  const { outcome, reason, message, findings, written, runs } = end;
  return { outcome, reason, message, read: findings, details: { findings, written, runs } };
}
