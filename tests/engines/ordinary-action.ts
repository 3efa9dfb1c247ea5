import {
  chmodSync,
  copyFileSync,
  cpSync,
  linkSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isOpenToAll } from '../isolation/open-to-all.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** An ordinary user: nobody of the machine. */
const ORDINARY = 54_322;

/** The action as a runner without root would run it, also where the tests are root. */
export interface OrdinaryAction extends Disposable {
  /** Folder of the action. */
  readonly folder: string;
  /** The user that it runs as. */
  readonly uid: number | undefined;
  /** The path of a program as that user reaches it. */
  reach(program: string): string;
}

export function ordinaryAction(): OrdinaryAction {
  const uid = process.geteuid?.();
  if (uid !== 0) return { folder: ROOT, uid, reach: (program) => program, [Symbol.dispose]: () => undefined };
  const folder = mkdtempSync('/tmp/interlock-ordinary-');
  chmodSync(folder, 0o755);
  const reach = (program: string): string => {
    if (isOpenToAll(program)) return program;
    const reachable = join(folder, basename(program));
    try {
      linkSync(program, reachable);
    } catch {
      copyFileSync(program, reachable);
    }
    return reachable;
  };
  cpSync(join(ROOT, 'action.yml'), join(folder, 'action.yml'));
  cpSync(join(ROOT, 'dist/action'), join(folder, 'dist/action'), { recursive: true });
  const node = reach(process.execPath);
  for (const step of ['main', 'post']) {
    renameSync(join(folder, `dist/action/${step}.js`), join(folder, `dist/action/ordinary-${step}.js`));
    writeFileSync(
      join(folder, `dist/action/${step}.js`),
      asOrdinary(node, join(folder, `dist/action/ordinary-${step}.js`)),
    );
  }
  return {
    folder,
    uid: ORDINARY,
    reach,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Gives the job's folders to the ordinary user, and runs the step as that user. */
const asOrdinary = (node: string, step: string): string => `
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
const job = dirname(dirname(process.env.RUNNER_TEMP));
execFileSync('chown', ['-R', '${ORDINARY}:${ORDINARY}', job]);
for (let folder = dirname(job); folder.startsWith('/tmp/'); folder = dirname(folder)) {
  chmodSync(folder, statSync(folder).mode | 0o011);
}
const child = spawn(${JSON.stringify(node)}, [${JSON.stringify(step)}], { uid: ${ORDINARY}, gid: ${ORDINARY}, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
`;
