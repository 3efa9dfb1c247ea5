import * as z from 'zod';
import * as text from '../core/text/doctor/rulesets.ts';
import type { BranchRule } from '../github/repositories/branch-rules.ts';

/** What Interlock pushes, as far as it is known beforehand. */
export interface ExpectedPush {
  readonly branch: string;
  /** Of the commit of an item whose title follows no convention, where items are pushed. */
  readonly messageOfItem?: string;
  /** Messages that are always the same. */
  readonly fixedMessages: readonly string[];
  /** Of author and committer; `undefined`: the address of the token's owner. */
  readonly email: string | undefined;
}

export type PushVerdict =
  | { readonly kind: 'fits' }
  /** GitHub refuses every push. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** It depends on what is in an item, or on what an engine writes, or cannot be judged. */
  | { readonly kind: 'open'; readonly detail: string };

export interface PushesJudged {
  /** Rules that refuse every push, with what those ask for that do so because of a pattern. */
  readonly blocking: readonly (BranchRule & { readonly detail?: string })[];
  /** What the rules ask for that refuse some pushes, or may. */
  readonly open: readonly string[];
}

/** @param types of rules that refuse every push, whatever is in it. */
export function judgePushes(
  rules: readonly BranchRule[],
  types: ReadonlySet<string>,
  pushed: ExpectedPush,
): PushesJudged {
  const judged = rules.map((rule) => ({ rule, verdict: judgePush(rule, pushed) }));
  return {
    blocking: judged.flatMap(({ rule, verdict }) => {
      if (verdict.kind === 'refused') return [{ ...rule, detail: verdict.detail }];
      return types.has(rule.type) ? [rule] : [];
    }),
    open: judged.flatMap(({ verdict }) => (verdict.kind === 'open' ? [verdict.detail] : [])),
  };
}

/** Whether pushes fit a rule about names, messages, addresses or files; a rule of another kind is not judged here. */
export function judgePush(rule: BranchRule, pushed: ExpectedPush): PushVerdict {
  switch (rule.type) {
    case 'branch_name_pattern':
      return judgeAll(rule, [pushed.branch]);
    case 'commit_author_email_pattern':
    case 'committer_email_pattern':
      return pushed.email === undefined
        ? { kind: 'open', detail: `${rule.type}: ${text.ofToken}` }
        : judgeAll(rule, [pushed.email]);
    case 'commit_message_pattern':
      return judgeMessages(rule, pushed);
    case 'file_path_restriction':
    case 'file_extension_restriction':
    case 'max_file_path_length':
    case 'max_file_size':
      return { kind: 'open', detail: `${rule.type}: ${text.ofFiles}` };
    default:
      return { kind: 'fits' };
  }
}

/** What a title lacks, another title may have; what it must not have, every message of ours may have. */
function judgeMessages(rule: BranchRule, { messageOfItem, fixedMessages }: ExpectedPush): PushVerdict {
  const fixed = judgeAll(rule, fixedMessages);
  if (fixed.kind !== 'fits' || messageOfItem === undefined) return fixed;
  const ofItem = judgeAll(rule, [messageOfItem]);
  if (ofItem.kind !== 'refused' || parse(rule)?.negate) return ofItem;
  return { kind: 'open', detail: `${ofItem.detail}. ${text.ofTitles}` };
}

function judgeAll(rule: BranchRule, texts: readonly string[]): PushVerdict {
  const parameters = parse(rule);
  if (!parameters) return { kind: 'open', detail: `${rule.type}: ${text.unreadableRule}` };
  for (const one of texts) {
    const matches = matchesPattern(one, parameters);
    const what = text.asked(rule.type, parameters, one.split('\n')[0] ?? one);
    if (matches === undefined) return { kind: 'open', detail: `${what}: ${text.unreadablePattern}` };
    if (matches === parameters.negate) return { kind: 'refused', detail: what };
  }
  return { kind: 'fits' };
}

const parametersSchema = z.object({
  operator: z.enum(['starts_with', 'ends_with', 'contains', 'regex']),
  pattern: z.string(),
  negate: z
    .boolean()
    .nullish()
    .transform((negate) => negate ?? false),
});

type Parameters = z.infer<typeof parametersSchema>;

function parse({ parameters }: BranchRule): Parameters | undefined {
  return parametersSchema.safeParse(parameters).data;
}

function matchesPattern(given: string, { operator, pattern }: Parameters): boolean | undefined {
  switch (operator) {
    case 'starts_with':
      return given.startsWith(pattern);
    case 'ends_with':
      return given.trimEnd().endsWith(pattern);
    case 'contains':
      return given.includes(pattern);
    case 'regex':
      return matchesExpression(given, pattern);
  }
}

/**
 * Forms of GitHub's regular expressions that JavaScript does not have, or reads in another way: flags inside, `\A`, `\z`,
 * `\Q`, `\C`, `\p`, `(?P<name>`, `[[:alpha:]]`.
 * https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/creating-rulesets-for-a-repository#using-regular-expressions-for-commit-metadata
 */
const FOREIGN = /\\[AzZQECpP]|\[\[?:|\(\?P|\(\?[a-zA-Z]*-?[a-zA-Z]+[:)]/;

/** `undefined`: what GitHub makes of it is not known here. */
function matchesExpression(given: string, pattern: string): boolean | undefined {
  const [, flags = '', rest = pattern] = /^\(\?([ims]+)\)(.*)$/s.exec(pattern) ?? [];
  if (FOREIGN.test(rest)) return undefined;
  try {
    return new RegExp(rest, [...new Set(flags)].join('')).test(given);
  } catch {
    return undefined;
  }
}
