import * as z from 'zod';
import { type ItemId, itemKey } from '../item-id.ts';

/** What a claim holds: the project, an item or a pull request. Owners and repositories are written in lower case. */
export const subjectSchema = z
  .string()
  .regex(/^(project|(item|pull-request) [a-z\d_-]+\/[a-z\d._-]+#[1-9]\d*)$/, {
    error: 'expected `project`, `item owner/repository#number` or `pull-request owner/repository#number`',
  });

export type ClaimSubject = z.infer<typeof subjectSchema>;

export const PROJECT_SUBJECT: ClaimSubject = 'project';

/** The key of an item in the ledger. */
export const itemKeySchema = z.string().regex(/^[a-z\d_-]+\/[a-z\d._-]+#[1-9]\d*$/);

export type ItemKey = z.infer<typeof itemKeySchema>;

export function itemSubject(item: ItemKey): ClaimSubject {
  return `item ${item}`;
}

/** `undefined`: it is no item. */
export function itemOfSubject(subject: ClaimSubject): ItemKey | undefined {
  return subject.startsWith('item ') ? subject.slice('item '.length) : undefined;
}

export function pullRequestSubject(pullRequest: ItemId): ClaimSubject {
  return `pull-request ${itemKey(pullRequest)}`;
}
