import { loadConfig } from '../../boards/load-config.ts';
import { parseRepositoryName, type RepositoryName } from '../../core/item-id.ts';
import { notLookedAt, repositoryInvalid, unknownChecks } from '../../core/text/doctor.ts';
import { listWorkflows } from '../../github/actions-settings.ts';
import { readAppInstallation } from '../../github/app-installation.ts';
import type { GitHub } from '../../github/client.ts';
import { readTextFile } from '../../github/contents.ts';
import { GitHubError } from '../../github/github-error.ts';
import { surveyRepository } from '../../github/survey-repository.ts';
import { readCheckout } from '../checkout/read-checkout.ts';
import type { CommandContext } from '../command-context.ts';
import { apiUrlOf, connect } from '../connect.ts';
import { createPaint } from '../paint.ts';
import { Refusal } from '../refusal.ts';
import { readAppManifest } from './app-manifest.ts';
import { checkAccess } from './checks/access.ts';
import { checkApp } from './checks/app.ts';
import { checkBoard } from './checks/board.ts';
import { checkConcurrency } from './checks/concurrency.ts';
import { checkCondition } from './checks/condition.ts';
import { checkConfig } from './checks/config.ts';
import { checkPaused } from './checks/paused.ts';
import { checkPermissions } from './checks/permissions.ts';
import { checkPullRequests } from './checks/pull-requests.ts';
import { checkRouter } from './checks/router.ts';
import { checkSchedules } from './checks/schedules.ts';
import { checkSecrets } from './checks/secrets.ts';
import { checkWorkflow } from './checks/workflow.ts';
import { CHECKS, type CheckName, type Finding, unknown } from './finding.ts';
import { once } from './once.ts';
import { countLevels, renderFindings } from './render-findings.ts';
import type { Check, Subject } from './subject.ts';
import { readWorkflow } from './workflow/read-workflow.ts';

export interface DoctorOptions {
  /** `owner/name`; that of the checkout where absent. */
  readonly repository?: string;
  readonly remote: string;
  readonly without?: readonly string[];
  readonly json: boolean;
}

const RUN: Readonly<Record<CheckName, Check>> = {
  access: checkAccess,
  config: checkConfig,
  workflow: checkWorkflow,
  concurrency: checkConcurrency,
  condition: checkCondition,
  permissions: checkPermissions,
  router: checkRouter,
  app: checkApp,
  board: checkBoard,
  'pull-requests': checkPullRequests,
  secrets: checkSecrets,
  schedules: checkSchedules,
  paused: checkPaused,
};

/** Looks at everything, whatever is found on the way, and changes nothing. */
export async function runDoctor(options: DoctorOptions, context: CommandContext): Promise<number> {
  const strangers = (options.without ?? []).filter((name) => !CHECKS.some((check) => check === name));
  if (strangers.length > 0) throw new Refusal(unknownChecks(strangers, CHECKS));
  const { home, serverUrl } = await findHome(options, context);
  const github = await connect(serverUrl, context.env);
  const subject = await openSubject(github, { home, serverUrl }, context);
  const findings: Finding[] = [];
  for (const check of CHECKS) {
    if (options.without?.includes(check)) continue;
    findings.push(...(await look(check, subject)));
  }
  const { error, unknown: unseen } = countLevels(findings);
  const about = {
    repository: `${home.owner}/${home.repository}`,
    defaultBranch: subject.survey.defaultBranch,
  };
  context.out(
    options.json
      ? `${JSON.stringify({ ...about, counts: countLevels(findings), findings })}\n`
      : renderFindings(about, findings, createPaint(context.colour)),
  );
  if (error > 0) return 1;
  return unseen > 0 ? 2 : 0;
}

/** What GitHub does not let us see is a finding too: that nobody knows. */
async function look(check: CheckName, subject: Subject): Promise<readonly Finding[]> {
  try {
    return (await RUN[check](subject)).map((verdict) => ({ check, ...verdict }));
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return [{ check, ...unknown(notLookedAt(error.message)) }];
  }
}

async function findHome({ repository, remote }: DoctorOptions, context: CommandContext): Promise<Place> {
  if (repository === undefined) {
    const checkout = await readCheckout(context, remote);
    return { home: checkout.remote.repository, serverUrl: checkout.remote.serverUrl };
  }
  const home = parseRepositoryName(repository);
  if (!home) throw new Refusal(repositoryInvalid(repository));
  return { home, serverUrl: context.env['GITHUB_SERVER_URL'] ?? 'https://github.com' };
}

interface Place {
  readonly home: RepositoryName;
  readonly serverUrl: string;
}

async function openSubject(
  github: GitHub,
  { home, serverUrl }: Place,
  { env, now, programRoot }: CommandContext,
): Promise<Subject> {
  const survey = await surveyRepository(github, home);
  const files = new Map<string, ReturnType<Subject['workflow']>>();
  const { INTERLOCK_CLIENT_ID: clientId, INTERLOCK_PRIVATE_KEY: privateKey } = env;
  const connection =
    clientId && privateKey
      ? { clientId, privateKey, apiUrl: apiUrlOf(serverUrl, env), userAgent: 'interlock-cli' }
      : undefined;
  return {
    github,
    home,
    survey,
    now,
    ...(connection && {
      app: {
        installation: () => readAppInstallation(connection, home),
        manifest: () => readAppManifest(programRoot),
      },
    }),
    config: once(() => loadConfig(github, home)),
    workflows: once(() => listWorkflows(github, home)),
    workflow: (path) => {
      const file = files.get(path) ?? readWorkflowFile(github, home, path);
      files.set(path, file);
      return file;
    },
  };
}

async function readWorkflowFile(github: GitHub, home: RepositoryName, path: string) {
  const file = await readTextFile(github, home, { path });
  return file.kind === 'found'
    ? readWorkflow(path, file.text)
    : { kind: 'invalid' as const, problems: ['it is not there any more'] };
}
