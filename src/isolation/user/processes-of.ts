import { readdirSync, readFileSync } from 'node:fs';

/** Processes that run as this user. One that has ended and was not waited for runs no more. */
export function processesOf(uid: number): readonly number[] {
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return numbers.map(Number).filter((pid) => {
    const status = readStatus(pid);
    if (status === undefined || /^State:\s+[ZX]/m.test(status)) return false;
    const [, uids = ''] = /^Uid:\s+(.*)$/m.exec(status) ?? [];
    return uids.split(/\s+/).map(Number).includes(uid);
  });
}

function readStatus(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    // It has ended.
    return undefined;
  }
}
