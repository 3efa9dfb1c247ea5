import { pullRequestAgents } from '../../core/agents/project-agents.ts';
import { branchName, foldersOf, ledgerBranchName } from '../../core/branch-name.ts';
import { type Config, withHome } from '../../core/config/config.ts';
import { isSameRepository, type RepositoryName } from '../../core/item-id.ts';
import * as text from '../../core/text/doctor/protections.ts';
import { findBranches } from '../../github/repositories/find-branches.ts';
import type { DoctorSubject } from '../doctor-subject.ts';
import { type CheckVerdict, error } from '../finding.ts';

/** Branches that stand where Interlock needs a folder: an engine would work, and its work could not be pushed. */
export async function judgeBranchFolders(
  { github }: DoctorSubject,
  config: Config,
): Promise<readonly CheckVerdict[]> {
  const found: CheckVerdict[] = [];
  for (const repository of withHome(config)) {
    const folders = foldersIn(repository, config);
    const branches = folders.length > 0 ? await findBranches(github, repository, folders) : [];
    const name = `${repository.owner}/${repository.repository}`;
    found.push(...branches.map((branch) => error(text.branchInPlaceOfFolder(name, branch))));
  }
  return found;
}

function foldersIn(repository: RepositoryName, config: Config): readonly string[] {
  const { project, agents, repositories, home, ledger } = config;
  const hasItems = repositories.some((one) => isSameRepository(one, repository));
  return [
    ...(pullRequestAgents(agents).length > 0 && hasItems
      ? foldersOf(branchName(project, { ...repository, number: 1 }))
      : []),
    ...(ledger === 'on' && isSameRepository(repository, home) ? foldersOf(ledgerBranchName(project)) : []),
  ];
}
