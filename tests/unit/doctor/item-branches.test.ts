import { expect, test } from 'vitest';
import { judgeItemBranches } from '../../../src/doctor/checks/item-branches.ts';
import { startWire } from '../github/wire.ts';
import { subjectOf } from './subject-of.ts';

interface Rule {
  readonly type: string;
  readonly parameters?: object;
}

/** GitHub's answers about one ruleset, which nobody may bypass. */
async function judge(rules: readonly Rule[]) {
  const applied = rules.map((rule) => ({
    ...rule,
    ruleset_id: 3,
    ruleset_source: 'acme',
    ruleset_source_type: 'Organization',
  }));
  await using wire = await startWire([
    { body: JSON.stringify(applied) },
    { body: JSON.stringify({ id: 3, name: 'Conventions', bypass_actors: [] }) },
  ]);
  const subject = { ...subjectOf({}), github: wire.github };
  const loaded = await subject.config();
  if (loaded.kind !== 'loaded') throw new Error('There is no configuration');
  return await judgeItemBranches(subject, loaded.config);
}

const pattern = (type: string, operator: string, text: string): Rule => ({
  type,
  parameters: { name: '', negate: false, operator, pattern: text },
});

test('a pattern that no branch of ours fits keeps Interlock from pushing, beside rules of other kinds', async () => {
  const found = await judge([
    pattern('branch_name_pattern', 'regex', '^(feature|fix)/'),
    { type: 'required_signatures' },
    { type: 'deletion' },
  ]);
  expect(found).toMatchObject([
    {
      level: 'error',
      message:
        'The ruleset "Conventions" keeps Interlock from pushing to interlock/web/* of acme/web: branch_name_pattern: "interlock/web/web-1" has to match "^(feature|fix)/", required_signatures.',
    },
  ]);
});

test('an address that ours is not is an error too', async () => {
  expect(await judge([pattern('commit_author_email_pattern', 'ends_with', '@acme.com')])).toMatchObject([
    { level: 'error', message: expect.stringContaining('has to end with "@acme.com"') },
  ]);
});

test('what depends on a title or on files is worth a warning', async () => {
  const found = await judge([
    { type: 'file_extension_restriction', parameters: { restricted_file_extensions: ['*.exe'] } },
    { type: 'max_file_size', parameters: { max_file_size: 10 } },
  ]);
  expect(found).toMatchObject([
    {
      level: 'warning',
      message:
        'Rulesets ask something of pushing to interlock/web/* of acme/web that may not be so: file_extension_restriction: whether a commit fits depends on its files; max_file_size: whether a commit fits depends on its files. GitHub refuses what does not fit.',
    },
  ]);
});

test('with the ledger, whose takeovers are commits of one message, a convention for messages is an error', async () => {
  expect(await judge([pattern('commit_message_pattern', 'regex', '^(feat|fix): ')])).toMatchObject([
    {
      level: 'error',
      message: expect.stringContaining('"Another run has taken over [skip ci]" has to match'),
    },
  ]);
});

test('rules that our pushes fit are nothing to speak of', async () => {
  const found = await judge([
    pattern('branch_name_pattern', 'starts_with', 'interlock/'),
    pattern('committer_email_pattern', 'contains', '@users.noreply.github.com'),
  ]);
  expect(found).toEqual([]);
});
