import { describe, expect, test } from 'vitest';
import { judgePushes } from '../../../src/doctor/pattern-rules.ts';

const PUSHED = {
  branch: 'interlock/web/web-1',
  messageOfItem: 'Sort by date\n\nItem: acme/web#1\nRun: https://github.com/acme/web/actions/runs/1\n',
  fixedMessages: [],
  email: 'interlock[bot]@users.noreply.github.com',
};

const RULESET = 7;
const rule = (type: string, operator: string, pattern: string, negate?: boolean) => ({
  type,
  ruleset: RULESET,
  parameters: { name: '', operator, pattern, ...(negate !== undefined && { negate }) },
});

const judge = (one: ReturnType<typeof rule>, more: object = {}) =>
  judgePushes([one], new Set(), { ...PUSHED, ...more });

const FITS = { blocking: [], open: [] };

describe('the name of a branch', () => {
  test.each([
    ['starts_with', 'interlock/', undefined],
    ['starts_with', 'feature/', true],
    ['ends_with', '-1', false],
    ['contains', 'web', undefined],
    ['contains', 'Web', true],
    ['regex', '^(feature|interlock)/[a-z]+/', undefined],
    ['regex', '(?i)^INTERLOCK/', undefined],
    ['regex', '^wip', true],
    ['regex', '\\d+$', false],
  ])('fits a rule that says %s %j, negated: %s', (operator, pattern, negate) => {
    expect(judge(rule('branch_name_pattern', operator, pattern, negate))).toEqual(FITS);
  });

  test.each([
    ['starts_with', 'feature/', undefined, 'has to start with "feature/"'],
    ['starts_with', 'interlock', true, 'must not start with "interlock"'],
    ['ends_with', '-main', undefined, 'has to end with "-main"'],
    ['contains', 'JIRA-', undefined, 'has to contain "JIRA-"'],
    ['regex', '^(feature|fix)/.+$', undefined, 'has to match "^(feature|fix)/.+$"'],
    ['regex', '^[a-z]+$', false, 'has to match "^[a-z]+$"'],
    ['regex', '/', true, 'must not match "/"'],
  ])('is refused by one that says %s %j, negated: %s', (operator, pattern, negate, asked) => {
    expect(judge(rule('branch_name_pattern', operator, pattern, negate))).toEqual({
      blocking: [
        {
          ...rule('branch_name_pattern', operator, pattern, negate),
          detail: `branch_name_pattern: "interlock/web/web-1" ${asked}`,
        },
      ],
      open: [],
    });
  });

  test.each([
    ['that only GitHub reads', rule('branch_name_pattern', 'regex', '\\Ainterlock\\z')],
    ['of named groups', rule('branch_name_pattern', 'regex', '(?P<who>interlock)')],
    ['of classes', rule('branch_name_pattern', 'regex', '[[:alpha:]]+')],
    ['that is broken', rule('branch_name_pattern', 'regex', '(')],
    ['of an operator that is new', rule('branch_name_pattern', 'sounds_like', 'interlock')],
  ])('may not fit an expression %s', (_, one) => {
    expect(judge(one)).toMatchObject({
      blocking: [],
      open: [expect.stringContaining('branch_name_pattern: ')],
    });
  });
});

describe('the addresses of a commit', () => {
  test.each(['commit_author_email_pattern', 'committer_email_pattern'])('are tested against %s', (type) => {
    expect(judge(rule(type, 'ends_with', '@users.noreply.github.com'))).toEqual(FITS);
    expect(judge(rule(type, 'regex', '^[^@]+@acme\\.com$'))).toMatchObject({
      blocking: [{ detail: expect.stringContaining(`${type}: "${PUSHED.email}" has to match`) }],
    });
    expect(judge(rule(type, 'contains', '[bot]', true))).toMatchObject({ blocking: [{ type }] });
    expect(judge(rule(type, 'ends_with', '@acme.com'), { email: undefined })).toEqual({
      blocking: [],
      open: [`${type}: the address is that of the account of the token`],
    });
  });
});

describe('the message of a commit', () => {
  const type = 'commit_message_pattern';

  test('fits what every title or our own lines fit', () => {
    expect(judge(rule(type, 'contains', 'Item: '))).toEqual(FITS);
    expect(judge(rule(type, 'regex', '^.{1,72}\\n'))).toEqual(FITS);
    expect(judge(rule(type, 'starts_with', 'WIP', true))).toEqual(FITS);
  });

  test('may not fit a convention, which some titles keep', () => {
    expect(judge(rule(type, 'regex', '^(feat|fix): '))).toEqual({
      blocking: [],
      open: [
        `${type}: "Sort by date" has to match "^(feat|fix): ". The message begins with the title of the item, so items with other titles fit`,
      ],
    });
  });

  test('is refused where our own lines must not be', () => {
    expect(judge(rule(type, 'contains', 'github.com', true))).toMatchObject({ blocking: [{ type }] });
  });

  test('is refused where one that is always the same does not fit', () => {
    const fixedMessages = ['Another run has taken over [skip ci]'];
    expect(judge(rule(type, 'regex', '^(feat|fix): '), { fixedMessages })).toMatchObject({
      blocking: [{ detail: expect.stringContaining('"Another run has taken over [skip ci]" has to match') }],
    });
    expect(judge(rule(type, 'contains', '[skip ci]', true), { fixedMessages })).toMatchObject({
      blocking: [{ type }],
    });
  });
});

test.each(['file_path_restriction', 'file_extension_restriction', 'max_file_path_length', 'max_file_size'])(
  'whether a commit fits %s depends on its files',
  (type) => {
    expect(judgePushes([{ type, ruleset: RULESET }], new Set(), PUSHED)).toEqual({
      blocking: [],
      open: [`${type}: whether a commit fits depends on its files`],
    });
  },
);

test('rules without a pattern block by their type alone', () => {
  const rules = [
    { type: 'creation', ruleset: RULESET },
    { type: 'deletion', ruleset: RULESET },
  ];
  expect(judgePushes(rules, new Set(['creation']), PUSHED)).toEqual({ blocking: [rules[0]], open: [] });
});
