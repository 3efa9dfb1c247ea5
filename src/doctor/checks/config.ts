import { warningOf } from '../../boards/report-kept-config.ts';
import { CONFIG_PATH } from '../../core/config/parse-config.ts';
import { notLookedAt } from '../../core/text/doctor/advice.ts';
import * as text from '../../core/text/doctor/config.ts';
import { error, ok, unknown, warning } from '../finding.ts';
import type { Check } from '../subject.ts';

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
  if (loaded.kept) return [error(text.configKept(warningOf(loaded.kept).message))];
  const { project, agents } = loaded.config;
  const isEmpty = !agents.backlogManager && !agents.implementation;
  return [ok(text.configValid(CONFIG_PATH, project)), ...(isEmpty ? [warning(text.noAgents)] : [])];
};
