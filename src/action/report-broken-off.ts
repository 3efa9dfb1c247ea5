import { parseItemId } from '../core/item-id.ts';
import { cancelledMessage } from '../core/text/run-message.ts';
import type { OpenAccess } from './access.ts';
import { reportOnItem } from './implementation/report-on-item.ts';
import { failed } from './implementation/work.ts';
import type { Surroundings } from './surroundings.ts';

interface BrokenOff {
  /** Canonical id of the item that the run had claimed. */
  readonly item: string;
  readonly project: string;
  readonly openAccess: OpenAccess;
  readonly surroundings: Surroundings;
}

/** The run was killed between taking its item and settling it: the item would sit in progress, and nobody know why. */
export async function reportBrokenOff({ item, project, openAccess, surroundings }: BrokenOff): Promise<void> {
  const id = parseItemId(item);
  if (!id) return;
  const { github } = await openAccess({ repositories: [id], permissions: { issues: 'write' } });
  await reportOnItem({
    github,
    project,
    item: id,
    work: failed('cancelled', cancelledMessage()),
    runUrl: surroundings.runUrl,
  });
}
