import * as text from '../../../core/text/doctor.ts';
import { readVariable } from '../../../github/actions-settings.ts';
import { ok, warning } from '../finding.ts';
import type { Check } from '../subject.ts';

/** The variable that stops everything. Expressions compare texts without regard to case. */
export const checkPaused: Check = async ({ github, home }) => {
  const value = await readVariable(github, home, 'INTERLOCK_PAUSED');
  if (value?.toLowerCase() === 'true') return [warning(text.paused)];
  if (value === undefined || /^(?:false|)$/i.test(value)) return [ok(text.notPaused)];
  return [warning(text.notQuitePaused(value))];
};
