import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { runCommandLine } from '../../../../src/cli/program.ts';
import {
  type NewRepository,
  type RepositoryHandle,
  type Sandbox,
  startSandbox,
} from '../../../../src/sandbox/index.ts';

const read = (path: string): string =>
  readFileSync(new URL(`../../../../docs/examples/${path}`, import.meta.url), 'utf8');

export const WORKFLOW = read('workflow.yml').replace(
  'OWNER/interlock@COMMIT_SHA',
  `dev/interlock@${'1'.repeat(40)}`,
);
export const WITH_LEDGER = read('interlock-command.yml');
export const CONFIG = WITH_LEDGER.replace('board:', 'ledger: off\nboard:');
export const WORKFLOW_PATH = '.github/workflows/interlock.yml';
const LABELS = ['Splitting', 'Planning', 'Backlog', 'Todo', 'In progress', 'In review', 'Done', 'Merged'];

const reportSchema = z.object({
  repository: z.string(),
  findings: z.array(
    z.object({ check: z.string(), level: z.string(), message: z.string(), remedy: z.string() }),
  ),
});

export type Found = z.infer<typeof reportSchema>['findings'][number];

export interface Arrangement extends Partial<Omit<NewRepository, 'owner' | 'name' | 'files'>> {
  readonly config?: string | undefined;
  readonly workflow?: string | undefined;
  readonly files?: Readonly<Record<string, string>>;
  readonly labels?: readonly string[];
  /** Of the person whose token the doctor has. */
  readonly access?: 'read' | 'write' | 'admin';
}

export interface DoctorWorld extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly repository: RepositoryHandle;
  /** Runs the command; `now` is of the sandbox's own time. */
  doctor(...args: readonly string[]): Promise<{ code: number; out: string; error: string }>;
  /** A person replaces a file of the default branch. */
  push(path: string, text: string): Promise<void>;
  /** More of the environment of later runs. */
  readonly env: Record<string, string>;
  /** What one check found. */
  found(check: string, now?: Date): Promise<readonly Found[]>;
}

/** A repository that is set up as the README says, but for what the arrangement changes. */
export async function arrangeDoctor(arrangement: Arrangement = {}): Promise<DoctorWorld> {
  const { config, workflow, files, labels = LABELS, access = 'admin', ...rest } = arrangement;
  const sandbox = await startSandbox();
  const repository = await sandbox.createRepository({
    owner: 'acme',
    name: 'web',
    secrets: { ANTHROPIC_API_KEY: 'x' },
    ...rest,
    files: {
      ...('config' in arrangement && config === undefined
        ? {}
        : { '.github/interlock.yml': config ?? CONFIG }),
      ...('workflow' in arrangement && workflow === undefined
        ? {}
        : { [WORKFLOW_PATH]: workflow ?? WORKFLOW }),
      ...files,
    },
  });
  for (const name of labels) repository.addLabel({ name });
  const { token } = sandbox.createPerson({ login: 'mona', access: { 'acme/web': access } });

  const more: Record<string, string> = {};
  const run = async (args: readonly string[], now = new Date('2026-11-03T00:00:00Z')) => {
    let [out, error] = ['', ''];
    const code = await runCommandLine(
      ['doctor', '--repository', 'acme/web', ...args],
      {
        env: { GH_TOKEN: token, GH_HOST: new URL(sandbox.url).host, GITHUB_SERVER_URL: sandbox.url, ...more },
        cwd: '/',
        programRoot: fileURLToPath(new URL('../../../../', import.meta.url)),
        out: (text) => (out += text),
        colour: false,
        now,
        newId: () => 'id',
      },
      (text) => (error += text),
    );
    return { code, out, error };
  };

  return {
    sandbox,
    repository,
    env: more,
    push: async (path, text) => {
      const url = `${sandbox.apiUrl}/repos/acme/web/contents/${path}`;
      const headers = { authorization: `Bearer ${token}` };
      const { sha } = (await (await fetch(url, { headers })).json()) as { sha: string };
      const body = JSON.stringify({ message: 'Change', sha, content: Buffer.from(text).toString('base64') });
      const answer = await fetch(url, { method: 'PUT', headers, body });
      if (!answer.ok) throw new Error(await answer.text());
    },
    doctor: (...args) => run(args),
    found: async (check, now) => {
      const { out, error } = await run(['--json'], now);
      if (error !== '') throw new Error(error);
      return reportSchema.parse(JSON.parse(out)).findings.filter((finding) => finding.check === check);
    },
    [Symbol.asyncDispose]: async () => {
      await sandbox[Symbol.asyncDispose]();
      if (sandbox.defects.length > 0) throw new Error(sandbox.defects.join('\n'));
    },
  };
}
