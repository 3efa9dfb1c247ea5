import { statSync } from 'node:fs';

/** Whether a user that is nobody in particular can reach this file. */
export function isOpenToAll(file: string): boolean {
  const names = file.split('/').slice(1, -1);
  return names.every((_, index) => {
    const folder = `/${names.slice(0, index + 1).join('/')}`;
    return (statSync(folder).mode & 0o001) !== 0;
  });
}
