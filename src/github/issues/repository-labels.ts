import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import { isSameName } from '../../core/states.ts';
import type { GitHub } from '../wire/client.ts';
import { write, writeOrFind } from '../wire/exchange.ts';
import { PAGE_SIZE, readPages } from '../wire/read-pages.ts';

const labelSchema = z.object({ name: z.string() });

/** Names of all labels that a repository has. */
export async function listLabelNames(
  github: GitHub,
  { owner, repository }: RepositoryName,
): Promise<readonly string[]> {
  const labels = await readPages(github, {
    doing: `list the labels of ${owner}/${repository}`,
    missing: 'item-missing',
    answer: labelSchema,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/labels', {
        owner,
        repo: repository,
        per_page: PAGE_SIZE,
        ...options,
      }),
  });
  return labels.map(({ name }) => name);
}

export interface NewLabel {
  readonly name: string;
  /** Six hexadecimal digits. */
  readonly color: string;
  readonly description: string;
}

/** Makes a label; one of that name that is there already is as good, and stays as it is. */
export async function createLabel(
  github: GitHub,
  repository: RepositoryName,
  label: NewLabel,
): Promise<void> {
  const find = async (): Promise<true | undefined> => {
    const names = await listLabelNames(github, repository);
    return names.some((name) => isSameName(name, label.name)) ? true : undefined;
  };
  try {
    await writeOrFind(() => postLabel(github, repository, label), find);
  } catch (error) {
    // GitHub refuses a second one by 422, and names the cause by a code alone.
    if (!(error instanceof ProviderError) || error.status !== 422 || !(await find())) throw error;
  }
}

async function postLabel(
  github: GitHub,
  { owner, repository }: RepositoryName,
  label: NewLabel,
): Promise<true> {
  await write({
    doing: `create the label "${label.name}" in ${owner}/${repository}`,
    missing: 'item-missing',
    answer: labelSchema,
    request: (options) =>
      github.request('POST /repos/{owner}/{repo}/labels', { owner, repo: repository, ...label, ...options }),
  });
  return true;
}
