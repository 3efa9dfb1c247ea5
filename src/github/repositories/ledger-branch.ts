import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import type { ProviderError } from '../../core/provider-error.ts';
import type { Reason } from '../../core/reasons.ts';
import * as text from '../../core/text/ledger.ts';
import type { GitHub } from '../wire/client.ts';
import { type Dated, mutate, queryDated } from '../wire/graphql.ts';
import type { GraphqlError } from '../wire/translate-graphql-errors.ts';

export interface LedgerBranch {
  readonly home: RepositoryName;
  /** Without `refs/heads/`. */
  readonly branch: string;
}

/** What stands on the branch, all of it as of one commit. */
export interface LedgerHead {
  /** Node id of the repository. */
  readonly repository: string;
  /** `undefined`: there is no such branch. */
  readonly head: { readonly oid: string; readonly file: LedgerFile } | undefined;
}

export type LedgerFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  /** GitHub gives the text of a larger file in part, and of a binary one not at all. */
  | { readonly kind: 'unreadable' };

export const STATE_FILE = 'state.json';
export const README_FILE = 'README.md';

const blobSchema = z
  .object({ text: z.string().nullable(), isTruncated: z.boolean(), byteSize: z.int() })
  .transform(
    ({ text, isTruncated, byteSize }): LedgerFile =>
      text === null || isTruncated || Buffer.byteLength(text) !== byteSize
        ? { kind: 'unreadable' }
        : { kind: 'text', text },
  );

const fileSchema = z
  .object({
    object: z.union([blobSchema, z.unknown().transform((): LedgerFile => ({ kind: 'unreadable' }))]),
  })
  .nullable()
  .transform((entry): LedgerFile => entry?.object ?? { kind: 'missing' });

const headSchema = z.object({
  repository: z.object({
    id: z.string(),
    ref: z.object({ target: z.object({ oid: z.string(), file: fileSchema }) }).nullable(),
  }),
});

const READ = `query ReadLedger($owner: String!, $name: String!, $ref: String!, $path: String!) {
  repository(owner: $owner, name: $name) {
    id
    ref(qualifiedName: $ref) { target { ... on Commit {
      oid
      file(path: $path) { object { ... on Blob { text isTruncated byteSize } } }
    } } }
  }
}`;

/** The head and the state in one request, the state through the very commit that the next append will name. */
export async function readLedgerHead(
  github: GitHub,
  { home, branch }: LedgerBranch,
): Promise<Dated<LedgerHead>> {
  const { value, readAt } = await queryDated(github, {
    doing: text.reading(branch),
    missing: 'permission-missing',
    needs: ['contents: read'],
    document: READ,
    variables: {
      owner: home.owner,
      name: home.repository,
      ref: `refs/heads/${branch}`,
      path: STATE_FILE,
    },
    answer: headSchema,
  });
  const { id, ref } = value.repository;
  return { value: { repository: id, head: ref?.target ?? undefined }, readAt };
}

export interface LedgerBranchCommit {
  /** Commit that the head has to be. */
  readonly expected: string;
  readonly headline: string;
  readonly body: string;
  /** Texts by their path. */
  readonly files: Readonly<Record<string, string>>;
}

export type Appended =
  | { readonly kind: 'appended'; readonly oid: string }
  /** The head is another one, and nothing was written. */
  | { readonly kind: 'conflict' };

const appendedSchema = z
  .object({ createCommitOnBranch: z.object({ commit: z.object({ oid: z.string() }) }).nullable() })
  .transform(
    ({ createCommitOnBranch: made }): Appended =>
      made ? { kind: 'appended', oid: made.commit.oid } : { kind: 'conflict' },
  );

const APPEND = `mutation AppendToLedger($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

/** Compare-and-swap: GitHub makes the commit only if the branch still is where it was. */
export function appendToLedger(
  github: GitHub,
  { home, branch }: LedgerBranch,
  { expected, headline, body, files }: LedgerBranchCommit,
): Promise<Appended> {
  const doing = text.appending(branch);
  return mutate(github, {
    doing,
    missing: 'ledger-missing',
    needs: ['contents: write'],
    isAnswer: isStale,
    explain: (error) => (isRule(error) ? explainRule(doing, branch, error) : undefined),
    document: APPEND,
    variables: {
      input: {
        branch: { repositoryNameWithOwner: `${home.owner}/${home.repository}`, branchName: branch },
        expectedHeadOid: expected,
        message: { headline, body },
        fileChanges: {
          additions: Object.entries(files).map(([path, contents]) => ({
            path,
            contents: Buffer.from(contents).toString('base64'),
          })),
        },
      },
    },
    answer: appendedSchema,
  });
}

/** HTTP 200, null, and this error: https://github.com/planetscale/ghcommit/pull/153 shows one. */
function isStale({ type, path }: GraphqlError): boolean {
  return type === 'STALE_DATA' && path.length === 1;
}

/** A protected branch says so by its type, a ruleset by its text alone: https://github.com/Thinkmill/keystatic/issues/1598 */
function isRule({ type, message }: GraphqlError): boolean {
  return (
    type === 'BRANCH_PROTECTION_RULE_VIOLATION' || /rule violations found|protected branch/i.test(message)
  );
}

function explainRule(
  doing: string,
  branch: string,
  { message }: GraphqlError,
): { readonly reason: Reason; readonly message: string } {
  return { reason: 'permission-missing', message: text.ruleInTheWay(doing, branch, message) };
}

/** Whether nothing was written, for sure; what else went wrong may have been written all the same. */
export function isRefusal({ ambiguous, reason }: ProviderError): boolean {
  return !ambiguous && reason !== 'answer-unexpected';
}
