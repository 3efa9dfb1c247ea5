import { type Reason, reasons } from '../reasons.ts';
import { marker } from './marker.ts';

interface RunEnd {
  readonly project: string;
  readonly reason: Reason;
  /** The decision's own sentence. */
  readonly message: string;
  readonly runUrl: string;
}

/** The one comment of an implementation run on its item, written when the work did not become a pull request. */
export function runStoppedComment({ project, reason, message, runUrl }: RunEnd): string {
  return [
    marker(project, 'implementation'),
    `The implementation did not get to a pull request (\`${reason}\`): ${message}`,
    '',
    `**What to do:** ${reasons[reason].remedy}`,
    '',
    `[Run](${runUrl})`,
  ].join('\n');
}

/** Takes the place of that comment once a later run succeeded. */
export function runSucceededComment({ project, message, runUrl }: Omit<RunEnd, 'reason'>): string {
  return [marker(project, 'implementation'), message, '', `[Run](${runUrl})`].join('\n');
}
