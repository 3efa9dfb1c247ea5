import type { Config } from '../core/config/config.ts';
import { CONFIG_PATH, parseConfig } from '../core/config/parse-config.ts';
import type { RepositoryName } from '../core/item-id.ts';
import type { Reason } from '../core/reasons.ts';
import { configMissing, repositoryMissing } from '../core/text/config.ts';
import type { GitHub } from '../github/client.ts';
import { readTextFile, type TextFile } from '../github/contents.ts';
import { GitHubError } from '../github/github-error.ts';

export type LoadedConfig =
  | { readonly kind: 'loaded'; readonly config: Config; readonly etag: string | undefined }
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'failed'; readonly reason: Reason; readonly message: string };

interface LoadOptions {
  /** `.github/interlock.yml` where absent. */
  readonly path?: string;
  /** Of an earlier answer; the file is then `not-modified` if it still is the same. */
  readonly etag?: string | undefined;
}

/** Reads the configuration of a project from the default branch of its home repository. */
export async function loadConfig(
  github: GitHub,
  home: RepositoryName,
  { path = CONFIG_PATH, etag }: LoadOptions = {},
): Promise<LoadedConfig> {
  let file: TextFile;
  try {
    file = await readTextFile(github, home, { path, etag });
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return { kind: 'failed', reason: error.reason, message: error.message };
  }
  const repository = `${home.owner}/${home.repository}`;
  switch (file.kind) {
    case 'not-modified':
      return file;
    case 'missing':
      return { kind: 'failed', reason: 'config-missing', message: configMissing(path, repository) };
    case 'repository-missing':
      return { kind: 'failed', reason: 'config-missing', message: repositoryMissing(repository) };
    case 'found': {
      const parsed = parseConfig(file.text, home, path);
      return parsed.kind === 'valid'
        ? { kind: 'loaded', config: parsed.config, etag: file.etag }
        : { kind: 'failed', reason: 'config-invalid', message: parsed.message };
    }
  }
}
