import { checkApp } from './checks/app.ts';
import { checkBoard } from './checks/board.ts';
import { checkConcurrency } from './checks/concurrency.ts';
import { checkCondition } from './checks/condition.ts';
import { checkConfig } from './checks/config.ts';
import { checkEngines } from './checks/engines.ts';
import { checkIsolation } from './checks/isolation.ts';
import { checkLedger } from './checks/ledger.ts';
import { checkPaused } from './checks/paused.ts';
import { checkAccess, checkPermissions } from './checks/permissions.ts';
import { checkProtections } from './checks/protections.ts';
import { checkPullRequests } from './checks/pull-requests.ts';
import { checkRouter } from './checks/router.ts';
import { checkSchedules } from './checks/schedules.ts';
import { checkSecrets } from './checks/secrets.ts';
import { checkWorkflow } from './checks/workflow.ts';
import type { Check, DoctorSubject } from './doctor-subject.ts';
import { CHECKS, type CheckName, type Finding, orUnknown } from './finding.ts';

const RUN: Readonly<Record<CheckName, Check>> = {
  access: checkAccess,
  config: checkConfig,
  workflow: checkWorkflow,
  concurrency: checkConcurrency,
  condition: checkCondition,
  permissions: checkPermissions,
  router: checkRouter,
  ledger: checkLedger,
  app: checkApp,
  board: checkBoard,
  'pull-requests': checkPullRequests,
  protections: checkProtections,
  secrets: checkSecrets,
  engines: checkEngines,
  isolation: checkIsolation,
  schedules: checkSchedules,
  paused: checkPaused,
};

/** Looks at everything, whatever is found on the way, and changes nothing. */
export async function examine(
  subject: DoctorSubject,
  without: readonly string[] = [],
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const check of CHECKS) if (!without.includes(check)) findings.push(...(await look(check, subject)));
  return findings;
}

async function look(check: CheckName, subject: DoctorSubject): Promise<readonly Finding[]> {
  const verdicts = await orUnknown(() => RUN[check](subject));
  return verdicts.map((verdict) => ({ check, ...verdict }));
}
