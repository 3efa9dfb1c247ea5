import { join } from 'node:path';
import { compareFolder } from './compare-folder.ts';
import { distFiles } from './dist-files.ts';

/** Before tests that start the bundles: what they prove must be about the sources as they are. */
export default async function requireFreshDist(): Promise<void> {
  const root = join(import.meta.dirname, '../..');
  const { absent, different } = await compareFolder(join(root, 'dist'), (await distFiles(root)).files);
  const stale = [...absent, ...different];
  if (stale.length > 0) throw new Error(`dist/ is stale (${stale.join(', ')}): run npm run build`);
}
