import { createGitHub, type GitHub } from '../../github/wire/client.ts';
import { fetchLimit } from '../../github/wire/fetch-limit.ts';
import { createLedger } from '../../ledger/create-ledger.ts';
import { ledgerPlace } from '../../ledger/ledger-place.ts';
import type { Sandbox } from '../../sandbox/index.ts';

/** The ledger of the project `web` in `acme/web`, as `interlock init` makes it. @returns GitHub for the person who made it. */
export async function makeBenchLedger({ apiUrl }: Sandbox, token: string): Promise<GitHub> {
  const github = createGitHub({ apiUrl, token, userAgent: 'interlock-bench', requestLimit: fetchLimit(3) });
  const place = ledgerPlace({ project: 'web', home: { owner: 'acme', repository: 'web' } });
  const made = await createLedger(github, place, 'bench');
  if (made.kind === 'failed') throw new Error(made.message);
  return github;
}
