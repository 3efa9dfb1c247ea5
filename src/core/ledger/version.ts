import * as z from 'zod';
import { STAGES } from '../stages.ts';

/** Where the board showed an item, and since when. GitHub has no other version of a field or a label. */
export const versionSchema = z.strictObject({
  /** `null`: in no stage. */
  stage: z.enum(STAGES).nullable(),
  /** When the board says that this was set: ISO 8601, UTC, whole seconds on GitHub. */
  at: z.iso.datetime(),
});

export type Version = z.infer<typeof versionSchema>;

/** How long one of GitHub's replicas may show what is no longer so, in milliseconds. Believed, not documented. */
export const REPLICA_LAG_MS = 60_000;

export type Age = 'same' | 'newer' | 'older';

/**
 * How a version that was just read relates to the newest one that is known.
 *
 * Two changes within one second carry the same time. As long as a replica may still show the first of them, the read
 * counts as the older one, which only refuses; afterwards it is what the board says, and so the newer.
 *
 * @param readAt when it was read, by GitHub's clock: ISO 8601, UTC.
 */
export function compareVersions(known: Version, read: Version, readAt: string): Age {
  const apart = Date.parse(read.at) - Date.parse(known.at);
  if (apart > 0) return 'newer';
  if (apart < 0) return 'older';
  if (read.stage === known.stage) return 'same';
  return Date.parse(readAt) - Date.parse(read.at) > REPLICA_LAG_MS ? 'newer' : 'older';
}
