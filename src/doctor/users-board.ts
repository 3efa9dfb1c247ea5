import type { Config, ProjectsBoardConfig } from '../core/config/config.ts';
import * as text from '../core/text/doctor/board.ts';
import { isOfUser } from '../github/projects/project-layout.ts';
import type { DoctorSubject } from './doctor-subject.ts';
import { type CheckVerdict, error, warning } from './finding.ts';
import { interlockWorkflows } from './workflow/interlock-workflows.ts';
import { usesApp } from './workflow/workflow.ts';

/**
 * A project of a user is beyond every App, which the person who runs the doctor does not notice: their own token reaches
 * it.
 */
export async function judgeUsersBoard(
  subject: DoctorSubject,
  { router }: Config,
  board: ProjectsBoardConfig,
): Promise<readonly CheckVerdict[]> {
  if (!(await isOfUser(subject.github, board))) return [];
  const workflows = await interlockWorkflows(subject);
  const withApp = workflows.filter(({ steps }) => steps.some(usesApp)).map(({ path }) => path);
  const who = [...(router === 'app' ? ['the app (`router: app`)'] : []), ...withApp];
  return who.length > 0 ? [error(text.boardBeyondApps(board, who))] : [warning(text.boardUnheard(board))];
}
