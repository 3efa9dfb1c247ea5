import type { Config } from '../../core/config/config.ts';
import { LEDGERS, missingProtections } from '../../core/ledger-protection.ts';
import type { Reason } from '../../core/reasons.ts';
import { notLookedAt, withoutConfigAndWorkflow } from '../../core/text/doctor/advice.ts';
import * as text from '../../core/text/doctor/ledger.ts';
import { jobPermissions, ownTokenOnProject } from '../../core/text/doctor/permissions.ts';
import { workflowOff } from '../../core/text/doctor/workflow.ts';
import { listBranchRules } from '../../github/branch-rules.ts';
import { type LedgerPlace, ledgerPlace } from '../../ledger/ledger-place.ts';
import { readLedger } from '../../ledger/read-ledger.ts';
import { error, ok, unknown, type Verdict, warning } from '../finding.ts';
import { orUnknown } from '../or-unknown.ts';
import { AGAINST_COMMITS, judgeRulesets } from '../rulesets-in-the-way.ts';
import type { Check, Subject } from '../subject.ts';
import { type InterlockWorkflow, interlockWorkflows } from '../workflow/interlock-workflows.ts';
import { lackingPermissions } from '../workflow/lacking-permissions.ts';
import { usesApp } from '../workflow/uses-app.ts';

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

/** What does not pass by itself. */
const UNUSABLE: ReadonlySet<Reason> = new Set<Reason>([
  'ledger-missing',
  'ledger-invalid',
  'ledger-newer',
  'wrong-home',
]);

function judgeUnreadable({
  reason,
  message,
}: {
  readonly reason: Reason;
  readonly message: string;
}): Verdict {
  return UNUSABLE.has(reason) ? error(text.ledgerUnusable(reason, message)) : unknown(notLookedAt(message));
}

const IN_THE_WAY: ReadonlySet<string> = new Set(AGAINST_COMMITS);

async function judgeRules({ github, home }: Subject, { branch }: LedgerPlace): Promise<readonly Verdict[]> {
  const rules = await listBranchRules(github, home, branch);
  const missing = missingProtections(rules);
  const found = missing.length > 0 ? [warning(text.ledgerUnprotected(branch, missing))] : [];
  const where = { doing: text.appendingTo(branch), pattern: LEDGERS };
  return [...found, ...(await judgeRulesets(github, { repository: home, rules, types: IN_THE_WAY, where }))];
}

async function judgeReconcilers(subject: Subject, config: Config): Promise<readonly Verdict[]> {
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
): readonly Verdict[] {
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
