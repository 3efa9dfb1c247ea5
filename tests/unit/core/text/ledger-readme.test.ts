import { expect, test } from 'vitest';
import { NOTHING } from '../../../../src/core/ledger/cost.ts';
import { emptyLedger, type LedgerState } from '../../../../src/core/ledger/ledger-state.ts';
import { ledgerReadme } from '../../../../src/core/text/ledger-readme.ts';

const at = '2026-11-02T09:00:00Z';
const run = { id: 7, attempt: 1 };
const empty = emptyLedger({ project: 'web', home: 'R', id: 'first', at });
const seen = (stage: 'backlog' | 'todo' | 'in-progress' | 'done') => ({ stage, at });
const record = { visit: 2, move: null, under: null, deadSince: null, attempts: {}, needsHuman: false };

const readme = (state: Partial<LedgerState>): string => ledgerReadme({ ...empty, ...state }, at);

test('says what the branch is, and at which entry it is', () => {
  const text = readme({ seq: 12 });
  expect(text).toContain('# The ledger of web\n');
  expect(text).toContain(`Entry 12, made at ${at}.`);
  expect(text).not.toContain('##');
});

test('shows what is in flight, since when, on its way where, and who holds it', () => {
  const claim = {
    id: 'c',
    agent: 'implementation',
    run,
    epoch: 2,
    since: at,
    wanted: true,
    reserved: NOTHING,
  };
  const move = {
    id: 'm',
    to: 'todo',
    read: seen('backlog'),
    run,
    under: null,
    at: '2026-11-02T10:00:00Z',
  } as const;
  const text = readme({
    claims: {
      project: { ...claim, id: 'p', agent: 'backlog-manager', wanted: false },
      'item acme/web#1': { ...claim, run: { id: 7, attempt: 2 } },
    },
    items: {
      'acme/web#1': { ...record, seen: seen('in-progress'), attempts: { 'implementation engine-failed': 2 } },
      'acme/web#2': { ...record, seen: seen('backlog'), move },
      'acme/web#3': { ...record, seen: seen('done') },
    },
  });
  expect(text).toContain(
    `| acme/web#1 | in-progress | ${at} | implementation, run 7 attempt 2 | implementation engine-failed: 2 |`,
  );
  expect(text).toContain('| acme/web#2 | backlog, on its way to todo | 2026-11-02T10:00:00Z |  |  |');
  expect(text).not.toContain('acme/web#3');
  expect(text).toContain(`| project | backlog-manager, run 7 | ${at} |  |`);
  expect(text).toContain(`| item acme/web#1 | implementation, run 7 attempt 2 | ${at} | yes |`);
});

test('shows a claim once, with the pull request that it holds beside the item', () => {
  const claim = {
    id: 'c',
    agent: 'implementation',
    run,
    epoch: 2,
    since: at,
    wanted: false,
    reserved: NOTHING,
  };
  const text = readme({
    claims: { 'item acme/web#1': { ...claim, wanted: true }, 'pull-request acme/web#9': claim },
  });
  expect(text).toContain(
    `| item acme/web#1 and pull-request acme/web#9 | implementation, run 7 | ${at} | yes |`,
  );
  expect(text.match(/implementation, run 7/g)).toHaveLength(1);
});

test('shows what waits to be started, what waits for a person, and why nothing is started', () => {
  const dispatch = { agent: 'implementation', item: 'acme/web#1', cause: 'entered-todo', at, sent: null };
  const text = readme({
    dispatches: {
      one: { ...dispatch, acceptedBy: null },
      two: { ...dispatch, agent: 'backlog-manager', item: null, sent: 8, acceptedBy: null },
      three: { ...dispatch, agent: 'splitting', acceptedBy: run },
    },
    items: { 'acme/web#4': { ...record, seen: seen('todo'), needsHuman: true, attempts: { cancelled: 1 } } },
    breaker: { why: 'no workflow', since: at },
  });
  expect(text).toContain(`| implementation | acme/web#1 | entered-todo | ${at} |  |`);
  expect(text).toContain(`| backlog-manager |  | entered-todo | ${at} | 8 |`);
  expect(text).not.toContain('splitting');
  expect(text).toContain('## Waiting for a person\n\n| item | stage | failures |');
  expect(text).toContain('| acme/web#4 | todo | cancelled: 1 |');
  expect(text).toContain(`**Nothing is started since ${at}**: no workflow`);
});

test('is not taken in by what stands in the data', () => {
  const why = '<img src=x> | [a](https://x.test) `b`\n\n# c **d** @ann';
  const text = readme({ breaker: { why, since: at } });
  const [line] = text.split('\n').filter((one) => one.startsWith('**Nothing'));
  expect(line).toContain('\\<img src=x\\> \\| \\[a\\](https://x.test) \\`b\\` # c \\*\\*d\\*\\* @ann');
});

test('shows what open items and days have cost, and what runs at work may cost', () => {
  const sum = { nanoDollars: 3e9, unpricedTokens: 0, tokens: 1234, seconds: 61, runs: 2, uncountedRuns: 0 };
  const claim = { id: 'c', agent: 'implementation', run, epoch: 2, since: at, wanted: false };
  const reserved = { nanoDollars: 5e9, unpricedTokens: 5_000_000 };
  const text = readme({
    claims: { 'item acme/web#2': { ...claim, reserved }, 'pull-request acme/web#9': { ...claim, reserved } },
    costs: { items: { 'acme/web#1': sum }, days: { '2026-11-02': { ...sum, uncountedRuns: 1 } } },
  });
  expect(text).toContain('| acme/web#1 | 2 | $3.00 | 1234 | 0 | 2 |  |');
  expect(text).toContain('| acme/web#2 | 0 | $0.00 | 0 | 0 | 0 | $5.00 or 5,000,000 tokens |');
  expect(text).toContain('| 2026-11-02 | 2 | $3.00 and an unknown part | 1234 | 0 | 2 |');
});
