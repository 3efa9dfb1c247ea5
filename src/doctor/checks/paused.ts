import * as text from '../../core/pause.ts';
import { isPausing, PAUSE_VARIABLE } from '../../core/pause.ts';
import { readVariable } from '../../github/actions/read-variable.ts';
import type { Check } from '../doctor-subject.ts';
import { ok, warning } from '../finding.ts';

/** The variable that stops everything. */
export const checkPaused: Check = async ({ github, home }) => {
  const value = await readVariable(github, home, PAUSE_VARIABLE);
  if (isPausing(value)) return [warning(text.agentsPaused)];
  if (value === undefined || /^(?:false|)$/i.test(value)) return [ok(text.notPaused)];
  return [warning(text.notQuitePaused(value))];
};
