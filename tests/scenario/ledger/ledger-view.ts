import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Entry, entrySchema, type LedgerEvent } from '../../../src/core/ledger/ledger-event.ts';
import { type LedgerState, ledgerStateSchema } from '../../../src/core/ledger/ledger-state.ts';
import { createGitHub } from '../../../src/github/wire/client.ts';
import { createLedger } from '../../../src/ledger/create-ledger.ts';
import { ledgerPlace } from '../../../src/ledger/ledger-place.ts';
import type { RepositoryHandle, Sandbox } from '../../../src/sandbox/index.ts';
import { patientLimit } from '../../patience.ts';

/** The branch that decides, as people see it. */
export interface LedgerView {
  readonly branch: string;
  state(): Promise<LedgerState>;
  /** Who holds what, and which runs are owed to whom. To be compared by `toEqual`: any object matches an empty one. */
  inHand(): Promise<InHand>;
  /** Oldest first. */
  entries(): Promise<readonly Entry[]>;
  /** All that was decided of that kind. */
  events<Type extends LedgerEvent['type']>(
    type: Type,
  ): Promise<readonly Extract<LedgerEvent, { type: Type }>[]>;
  /** The first lines of the commits, oldest first. */
  headlines(): Promise<readonly string[]>;
  readme(): Promise<string>;
}

type InHand = Pick<LedgerState, 'claims' | 'dispatches' | 'breaker'>;

/** All work that the ledger knows of has come to its end. */
export const NOTHING_IN_HAND: InHand = { claims: {}, dispatches: {}, breaker: null };

/** Makes the ledger of the project `web`, as `interlock init` does, with a person's rights. */
export async function addLedger(sandbox: Sandbox, repository: RepositoryHandle): Promise<LedgerView> {
  const [owner = '', name = ''] = repository.fullName.split('/');
  const place = ledgerPlace({ project: 'web', home: { owner, repository: name } });
  const { token } = sandbox.createPerson({
    login: `keeper-of-${name}`,
    access: { [repository.fullName]: 'admin' },
  });
  const github = createGitHub({
    token,
    apiUrl: sandbox.apiUrl,
    userAgent: 'interlock-tests',
    requestLimit: patientLimit,
  });
  const made = await createLedger(github, place, 'first');
  if (made.kind !== 'created') throw new Error(`no ledger: ${JSON.stringify(made)}`);
  return viewLedger(repository, place.branch);
}

export function viewLedger(repository: RepositoryHandle, branch = 'interlock-ledger/web'): LedgerView {
  const log = async (format: string): Promise<readonly string[]> => {
    const args = ['--git-dir', repository.gitDir, 'log', '--reverse', `--format=${format}%x00`, branch];
    const { stdout } = await promisify(execFile)('git', args);
    return stdout
      .split('\0')
      .map((text) => text.trim())
      .filter((text) => text !== '');
  };
  const read = async (path: string): Promise<string> => {
    const text = await repository.readFile(branch, path);
    if (text === undefined) throw new Error(`${branch} has no ${path}`);
    return text;
  };
  const entries: LedgerView['entries'] = async () =>
    (await log('%b')).map((body) => entrySchema.parse(JSON.parse(body)));
  const state = async () => ledgerStateSchema.parse(JSON.parse(await read('state.json')));
  return {
    branch,
    entries,
    state,
    inHand: async () => {
      const { claims, dispatches, breaker } = await state();
      return { claims, dispatches, breaker };
    },
    events: async <Type extends LedgerEvent['type']>(type: Type) =>
      (await entries())
        .flatMap(({ events }) => events)
        .filter((event): event is Extract<LedgerEvent, { type: Type }> => event.type === type),
    headlines: () => log('%s'),
    readme: () => read('README.md'),
  };
}
