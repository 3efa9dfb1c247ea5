import { expect, test } from 'vitest';
import { judgeItemBranches } from '../../../src/doctor/checks/item-branches.ts';
import { startWire } from '../github/wire.ts';
import { subjectOf } from './subject-of.ts';

interface Rule {
  readonly type: string;
  readonly parameters?: object;
}

interface World {
  readonly rules?: readonly Rule[];
  /** Whether rules of the one ruleset refuse everything, so that it is asked whom it lets past: nobody. */
  readonly isAsked?: boolean;
  readonly pushRulesets?: readonly object[];
}

async function judge({ rules = [], isAsked = false, pushRulesets = [] }: World) {
  const applied = rules.map((rule) => ({
    ...rule,
    ruleset_id: 3,
    ruleset_source: 'acme',
    ruleset_source_type: 'Organization',
  }));
  const ruleset = { id: 3, name: 'Conventions', bypass_actors: [] };
  const answers = [applied, ...(isAsked ? [ruleset] : []), pushRulesets];
  await using wire = await startWire(answers.map((answer) => ({ body: JSON.stringify(answer) })));
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
  const found = await judge({
    rules: [
      pattern('branch_name_pattern', 'regex', '^(feature|fix)/'),
      { type: 'required_signatures' },
      { type: 'deletion' },
    ],
    isAsked: true,
  });
  expect(found).toMatchObject([
    {
      level: 'error',
      message:
        'The ruleset "Conventions" keeps Interlock from pushing to interlock/web/* of acme/web: branch_name_pattern: "interlock/web/web-1" has to match "^(feature|fix)/", required_signatures.',
    },
  ]);
});

test('an address that ours is not is an error too', async () => {
  const rules = [pattern('commit_author_email_pattern', 'ends_with', '@acme.com')];
  expect(await judge({ rules, isAsked: true })).toMatchObject([
    { level: 'error', message: expect.stringContaining('has to end with "@acme.com"') },
  ]);
});

test('what depends on a title or on files is worth a warning', async () => {
  const rules = [
    { type: 'file_extension_restriction', parameters: { restricted_file_extensions: ['*.exe'] } },
    { type: 'max_file_size', parameters: { max_file_size: 10 } },
  ];
  const found = await judge({ rules });
  expect(found).toMatchObject([
    {
      level: 'warning',
      message:
        'Rulesets set conditions for pushing to interlock/web/* of acme/web that may not be met: file_extension_restriction: whether a commit fits depends on its files; max_file_size: whether a commit fits depends on its files. GitHub refuses what does not fit.',
    },
  ]);
});

test('with the ledger, whose takeovers are commits of one message, a convention for messages is an error', async () => {
  const rules = [pattern('commit_message_pattern', 'regex', '^(feat|fix): ')];
  expect(await judge({ rules, isAsked: true })).toMatchObject([
    {
      level: 'error',
      message: expect.stringContaining('"Another run has taken over [skip ci]" has to match'),
    },
  ]);
});

test('rules that our pushes fit are nothing to speak of', async () => {
  const rules = [
    pattern('branch_name_pattern', 'starts_with', 'interlock/'),
    pattern('committer_email_pattern', 'contains', '@users.noreply.github.com'),
  ];
  expect(await judge({ rules })).toEqual([]);
});

test('push rulesets, whose rules GitHub lists for no branch, are worth a warning while they are active', async () => {
  const ruleset = (name: string, more: object = {}) => ({
    id: 4,
    name,
    target: 'push',
    source_type: 'Organization',
    source: 'acme',
    enforcement: 'active',
    ...more,
  });
  const pushRulesets = [
    ruleset('No binaries'),
    ruleset('Tried out', { enforcement: 'evaluate' }),
    ruleset('Of branches', { target: 'branch' }),
  ];
  expect(await judge({ pushRulesets })).toMatchObject([
    {
      level: 'warning',
      message:
        'Pushes to acme/web are checked by the push ruleset "No binaries" of acme: GitHub refuses the work of an engine if a path, an extension or a size is not allowed.',
    },
  ]);
});
