import { reasons } from '../reasons.ts';

export function configMissing(path: string, repository: string): string {
  return `There is no ${path} on the default branch of ${repository}. ${reasons['config-missing'].remedy}`;
}

export function repositoryMissing(repository: string): string {
  return `${repository} does not exist, or the token cannot see it. Check the name, and that the App is installed on it.`;
}
