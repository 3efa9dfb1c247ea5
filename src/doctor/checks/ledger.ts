import type { Config } from '../../core/config/config.ts';
import { ENTRY_VERSION } from '../../core/ledger/ledger-event.ts';
import { LEDGERS, missingProtections } from '../../core/ledger-protection.ts';
import { hasMark, type Reason } from '../../core/reasons.ts';
import { notLookedAt, withoutConfigAndWorkflow } from '../../core/text/doctor/advice.ts';
import * as text from '../../core/text/doctor/ledger.ts';
import { jobPermissions, ownTokenOnProject } from '../../core/text/doctor/permissions.ts';
import { maybeRefused } from '../../core/text/doctor/rulesets.ts';
import { workflowOff } from '../../core/text/doctor/workflow.ts';
import { ledgerMessage } from '../../core/text/ledger-message.ts';
import { listBranchRules } from '../../github/repositories/branch-rules.ts';
import { type LedgerPlace, ledgerPlace } from '../../ledger/ledger-place.ts';
import { readLedger } from '../../ledger/read-ledger.ts';
import type { Check, DoctorSubject } from '../doctor-subject.ts';
import { type CheckVerdict, error, ok, orUnknown, unknown, warning } from '../finding.ts';
import { type ExpectedPush, judgePushes } from '../pattern-rules.ts';
import { AGAINST_COMMITS, judgeRulesets } from '../rulesets-in-the-way.ts';
import { type InterlockWorkflow, interlockWorkflows } from '../workflow/interlock-workflows.ts';
import { lackingPermissions } from '../workflow/lacking-permissions.ts';
import { usesApp } from '../workflow/workflow.ts';

/** Interlock 3, where the configuration wants it: that it decides, that nobody can rewrite it, and that somebody looks after it. */
export const checkLedger: Check = async (subject) => {
  const loaded = await subject.config();
  if (loaded.kind !== 'loaded') return [unknown(withoutConfigAndWorkflow)];
  const { config } = loaded;
  if (config.ledger === 'off') return [];
  const place = ledgerPlace(config);
  const ledger = await readLedger(subject.github, place);
  const found = [
    ...(ledger.kind === 'ledger' ? [] : [judgeUnreadable(ledger)]),
    ...(await orUnknown(() => judgeRules(subject, place))),
    ...(await judgeReconcilers(subject, config)),
  ];
  return found.length === 0 && ledger.kind === 'ledger'
    ? [ok(text.ledgerSound(place.branch, ledger.state.seq))]
    : found;
};

function judgeUnreadable({
  reason,
  message,
}: {
  readonly reason: Reason;
  readonly message: string;
}): CheckVerdict {
  return hasMark(reason, 'spoilsLedger')
    ? error(text.ledgerUnusable(reason, message))
    : unknown(notLookedAt(message));
}

const IN_THE_WAY: ReadonlySet<string> = new Set(AGAINST_COMMITS);

async function judgeRules(
  { github, home }: DoctorSubject,
  place: LedgerPlace,
): Promise<readonly CheckVerdict[]> {
  const { branch } = place;
  const rules = await listBranchRules(github, home, branch);
  const missing = missingProtections(rules);
  const found = missing.length > 0 ? [warning(text.ledgerUnprotected(branch, missing))] : [];
  const where = { doing: text.appendingTo(branch), pattern: LEDGERS };
  const { blocking, open } = judgePushes(rules, IN_THE_WAY, appendedTo(place));
  const types = new Set(blocking.map(({ type }) => type));
  return [
    ...found,
    ...(await judgeRulesets(github, { repository: home, rules: blocking, types, where })),
    ...(open.length > 0 ? [warning(maybeRefused(where.doing, LEDGERS, open))] : []),
  ];
}

/** As its first entry is; the others have messages of the same form. */
function appendedTo({ branch, project, home }: LedgerPlace): ExpectedPush {
  const events = [{ type: 'created', project, home: `${home.owner}/${home.repository}` } as const];
  const { headline, body } = ledgerMessage({
    version: ENTRY_VERSION,
    id: 'id',
    seq: 1,
    at: '2026-01-01T00:00:00Z',
    events,
  });
  return { branch, fixedMessages: [`${headline}\n\n${body}`], email: undefined };
}

async function judgeReconcilers(subject: DoctorSubject, config: Config): Promise<readonly CheckVerdict[]> {
  const reconcilers = (await interlockWorkflows(subject)).filter(({ steps }) =>
    steps.some((step) => step.with['task'] === 'reconcile'),
  );
  const isScheduled = reconcilers.some(({ workflow }) => 'schedule' in workflow.on);
  return [
    ...(isScheduled ? [] : [error(text.noReconciler)]),
    ...reconcilers.flatMap((reconciler) => judgeReconciler(reconciler, config)),
  ];
}

function judgeReconciler(
  { path, state, workflow, steps }: InterlockWorkflow,
  { board }: Config,
): readonly CheckVerdict[] {
  // A schedule that fell asleep is a finding of its own check.
  const isOff = state !== 'active' && !('schedule' in workflow.on);
  const [step] = steps.filter((one) => one.with['task'] === 'reconcile' && !usesApp(one));
  const off = isOff ? [error(workflowOff(path, state))] : [];
  if (!step) return off;
  if (board.type === 'github-projects') return [...off, error(ownTokenOnProject(path))];
  const needed = { actions: 'write', contents: 'write', issues: 'write' } as const;
  const lacking = lackingPermissions(workflow, step.job, needed);
  return lacking.length > 0 ? [...off, error(jobPermissions(path, lacking))] : off;
}
