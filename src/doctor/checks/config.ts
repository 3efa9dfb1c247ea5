import { findVisibleRival } from '../../config/find-visible-rival.ts';
import { warningOf } from '../../config/report-kept-config.ts';
import { hasAgents } from '../../core/agents/project-agents.ts';
import type { Config } from '../../core/config/config.ts';
import { CONFIG_PATH } from '../../core/config/parse-config.ts';
import { findFollowers, findRival } from '../../core/config/rivals.ts';
import { claimedTwice } from '../../core/text/config.ts';
import { notLookedAt } from '../../core/text/doctor/advice.ts';
import * as text from '../../core/text/doctor/config.ts';
import type { Check, DoctorSubject } from '../doctor-subject.ts';
import { type CheckVerdict, error, ok, orUnknown, unknown, warning } from '../finding.ts';

/** The configuration as it is on the default branch, which is the one that counts. */
export const checkConfig: Check = async (subject) => {
  const loaded = await subject.config();
  if (loaded.kind === 'not-modified') throw new Error('The configuration was asked for without an etag');
  if (loaded.kind === 'failed') {
    switch (loaded.reason) {
      case 'config-missing':
        return [error(text.configAbsent(loaded.message))];
      case 'config-invalid':
        return [error(text.configInvalid(loaded.message))];
      default:
        return [unknown(notLookedAt(loaded.message))];
    }
  }
  const rivals = await judgeRivals(subject, loaded.config);
  if (loaded.kept) return [error(text.configKeptAdvice(warningOf(loaded.kept).message)), ...rivals];
  const { project } = loaded.config;
  return [
    ok(text.configValid(CONFIG_PATH, project)),
    ...(hasAgents(loaded.config) ? [] : [warning(text.noAgents)]),
    ...rivals,
  ];
};

/** Who else claims a repository of the project: as far as the person's token shows it, and with its key the App's. */
async function judgeRivals({ github, app }: DoctorSubject, config: Config): Promise<readonly CheckVerdict[]> {
  return orUnknown(async () => {
    const claims = (await app?.claims()) ?? [];
    const rival = findRival(config, claims) ?? (await findVisibleRival(github, config));
    return [
      ...(rival ? [error(text.repositoryClaimedTwice(claimedTwice(config, rival)))] : []),
      ...findFollowers(config, claims).map(({ repository, claim }) =>
        warning(text.repositoryListedElsewhere(claimedTwice(claim, { repository, claim: config }))),
      ),
    ];
  });
}
