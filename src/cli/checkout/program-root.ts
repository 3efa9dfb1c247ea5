import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Interlock's own folder, found alike from the sources and from a bundle in `dist/cli`. */
export function programRootAbove(directory: string): string {
  if (existsSync(join(directory, 'app.yml'))) return directory;
  const parent = dirname(directory);
  if (parent === directory)
    throw new Error('Interlock runs from its own folder: there is no app.yml above it');
  return programRootAbove(parent);
}
