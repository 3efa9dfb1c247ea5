import type { Repository } from '../state/repository.ts';
import type { User } from '../state/user.ts';

export function authorAssociation(repository: Repository, user: User): string {
  if (user === repository.owner) return 'OWNER';
  if (!user.access.has(repository.fullName.toLowerCase())) return 'NONE';
  return repository.owner.type === 'Organization' ? 'MEMBER' : 'COLLABORATOR';
}
