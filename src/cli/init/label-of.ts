import type { Stage } from '../../core/stages.ts';
import type { State } from '../../core/states.ts';
import { labelDescription } from '../../core/text/init.ts';
import type { NewLabel } from '../../github/issues/repository-labels.ts';

/** From grey to blue while an item is prepared, yellow while it is worked on, green when it is over. */
const COLORS: Readonly<Record<Stage, string>> = {
  splitting: 'ededed',
  planning: 'd4dbe4',
  backlog: 'c5def5',
  todo: '1d76db',
  'in-progress': 'fbca04',
  'in-review': 'f9d0c4',
  done: '0e8a16',
  merged: '5319e7',
};

export function labelOf({ stage, name }: State): NewLabel {
  return { name, color: COLORS[stage], description: labelDescription(stage) };
}
