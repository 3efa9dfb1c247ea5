import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { GitHub } from '../wire/client.ts';
import { read } from '../wire/exchange.ts';
import { readRepository } from './repositories.ts';

export type TextFile =
  | { readonly kind: 'found'; readonly text: string; readonly etag: string | undefined }
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'missing' }
  /** The repository itself does not exist, or the token cannot see it. */
  | { readonly kind: 'repository-missing' };

const fileSchema = z.object({ type: z.literal('file'), encoding: z.literal('base64'), content: z.string() });

interface Wanted {
  readonly path: string;
  /** Branch or commit; the default branch where absent. */
  readonly ref?: string;
  readonly etag?: string | undefined;
}

/** Reads a text file. With the etag of an earlier answer, an unchanged file costs no rate limit. */
export async function readTextFile(
  github: GitHub,
  { owner, repository }: RepositoryName,
  { path, ref, etag }: Wanted,
): Promise<TextFile> {
  try {
    const { data, ...answer } = await read({
      doing: `read ${path} of ${owner}/${repository}${ref === undefined ? '' : ` at ${ref}`}`,
      missing: 'config-missing',
      answer: fileSchema,
      request: ({ headers }) =>
        github.request('GET /repos/{owner}/{repo}/contents/{path}', {
          owner,
          repo: repository,
          path,
          ...(ref !== undefined && { ref }),
          headers: { ...headers, ...(etag !== undefined && { 'if-none-match': etag }) },
        }),
    });
    return { kind: 'found', text: Buffer.from(data.content, 'base64').toString('utf8'), etag: answer.etag };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.status === 304) return { kind: 'not-modified' };
    if (error.status !== 404) throw error;
    const known = await readRepository(github, { owner, repository });
    return { kind: known ? 'missing' : 'repository-missing' };
  }
}
