import type { TaskContext } from '../../agents/run/task-context.ts';
import type { TaskDecision } from '../../agents/run/task-decision.ts';
import { loadConfig } from '../../config/load-config.ts';
import { withHome } from '../../core/config/config.ts';
import { reasons } from '../../core/reasons.ts';
import { summary } from '../../core/text/doctor/summary.ts';
import { examine } from '../../doctor/examine.ts';
import { countLevels } from '../../doctor/finding.ts';
import { openSubject } from '../../doctor/open-subject.ts';
import type { DoctorInputs } from '../parse-inputs.ts';

/**
 * `task: doctor`: the checks of the command line, with the token of the run. What it may not see is `unknown`, which fails
 * nothing here: a workflow's own token sees neither secrets nor settings.
 */
export async function doctor(inputs: DoctorInputs, context: TaskContext): Promise<TaskDecision> {
  const { openAccess, surroundings, now } = context;
  const { home } = surroundings;
  const reader = await openAccess({ repositories: [home], permissions: { contents: 'read' } });
  const loaded = await loadConfig(reader.github, home, { path: inputs.config });
  const config = loaded.kind === 'loaded' ? loaded.config : undefined;
  const { github } = await openAccess({
    repositories: withHome({ home, repositories: config?.repositories ?? [] }),
    permissions: {
      actions: 'read',
      contents: 'read',
      issues: 'read',
      ...(config?.board.type === 'github-projects' && { organization_projects: 'read' }),
    },
  });
  const subject = await openSubject(github, { home, now: now(), config: inputs.config });
  const findings = await examine(subject);
  const counts = countLevels(findings);
  const said = summary(counts);
  const end = { read: [], details: { counts, findings }, findings };
  return counts.error > 0
    ? { outcome: 'failed', reason: 'findings', message: `${said} ${reasons.findings.remedy}`, ...end }
    : { outcome: 'noop', reason: 'sound', message: said, ...end };
}
