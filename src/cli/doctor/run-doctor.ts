import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { findHomes } from '../../config/find-homes.ts';
import { parseRepositoryName, type RepositoryName } from '../../core/item-id.ts';
import { repositoryInvalid, unknownChecks } from '../../core/text/doctor/summary.ts';
import type { AppManifest, DoctorSubject } from '../../doctor/doctor-subject.ts';
import { examine } from '../../doctor/examine.ts';
import { CHECKS, countLevels } from '../../doctor/finding.ts';
import { openSubject } from '../../doctor/open-subject.ts';
import { openInstallation, readAppInstallation } from '../../github/apps/app-installation.ts';
import { readWorkingCopy } from '../checkout/read-working-copy.ts';
import { CliRefusal, type CommandContext, createPaint } from '../command-context.ts';
import { apiUrlOf, connect, requestLimitOf } from '../connect.ts';
import { renderFindings } from './render-findings.ts';

export interface DoctorOptions {
  /** `owner/name`; that of the checkout where absent. */
  readonly repository?: string;
  readonly remote: string;
  readonly without?: readonly string[];
  readonly json: boolean;
}

/** `interlock doctor`. Answers with the exit code. */
export async function runDoctor(options: DoctorOptions, context: CommandContext): Promise<number> {
  const strangers = (options.without ?? []).filter((name) => !CHECKS.some((check) => check === name));
  if (strangers.length > 0) throw new CliRefusal(unknownChecks(strangers, CHECKS));
  const place = await findHome(options, context);
  const { home, serverUrl } = place;
  const github = await connect(serverUrl, context);
  const app = appOf(place, context);
  const subject = await openSubject(github, { home, now: context.now, ...(app && { app }) });
  const findings = await examine(subject, options.without);
  const counts = countLevels(findings);
  const about = {
    repository: `${home.owner}/${home.repository}`,
    defaultBranch: subject.survey.defaultBranch,
  };
  context.out(
    options.json
      ? `${JSON.stringify({ ...about, counts, findings })}\n`
      : renderFindings(about, findings, createPaint(context.colour)),
  );
  if (counts.error > 0) return 1;
  return counts.unknown > 0 ? 2 : 0;
}

interface Place {
  readonly home: RepositoryName;
  readonly serverUrl: string;
}

async function findHome({ repository, remote }: DoctorOptions, context: CommandContext): Promise<Place> {
  if (repository === undefined) {
    const checkout = await readWorkingCopy(context, remote);
    return { home: checkout.remote.repository, serverUrl: checkout.remote.serverUrl };
  }
  const home = parseRepositoryName(repository);
  if (!home) throw new CliRefusal(repositoryInvalid(repository));
  return { home, serverUrl: context.env['GITHUB_SERVER_URL'] ?? 'https://github.com' };
}

/** Where the App's own key was given. */
function appOf({ home, serverUrl }: Place, context: CommandContext): DoctorSubject['app'] {
  const { env, programRoot } = context;
  const { INTERLOCK_CLIENT_ID: clientId, INTERLOCK_PRIVATE_KEY: privateKey } = env;
  if (!clientId || !privateKey) return undefined;
  const connection = {
    clientId,
    privateKey,
    apiUrl: apiUrlOf(serverUrl, env),
    userAgent: 'interlock-cli',
    requestLimit: requestLimitOf(context),
  };
  return {
    installation: () => readAppInstallation(connection, home),
    manifest: () => readAppManifest(programRoot),
    claims: async () => {
      const github = await openInstallation(connection, home);
      return github ? (await findHomes(github)).map(({ claim }) => claim) : [];
    },
  };
}

const manifestSchema = z
  .object({ default_permissions: z.record(z.string(), z.string()), default_events: z.array(z.string()) })
  .transform((raw): AppManifest => ({ permissions: raw.default_permissions, events: raw.default_events }));

export async function readAppManifest(programRoot: string): Promise<AppManifest> {
  return manifestSchema.parse(parse(await readFile(join(programRoot, 'app.yml'), 'utf8')));
}
