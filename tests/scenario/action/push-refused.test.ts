import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createClaimWorld } from '../ledger/claim-world.ts';
import { NOTHING_IN_HAND } from '../ledger/ledger-view.ts';

const ITEM = 'acme/web#538';

/** A server's own hook: git shows what it prints behind `remote:`, as it does with GitHub's. */
const TOO_LARGE = [
  '#!/bin/sh',
  'echo "error: See https://gh.io/lfs for more information."',
  'echo "error: File out/big.bin is 145.33 MB; this exceeds GitHub\'s file size limit of 100.00 MB"',
  'echo "error: GH001: Large files detected. You may want to try Git Large File Storage - https://git-lfs.github.com."',
  'exit 1',
].join('\n');

test('what GitHub refuses for its content is told with the file, and handed to a person at the first attempt', async () => {
  await using world = await createClaimWorld({ keys: { 'max-attempts': 3 } });
  writeFileSync(join(world.web.gitDir, 'hooks', 'pre-receive'), TOO_LARGE, { mode: 0o755 });
  world.web.addIssue({ number: 538, title: 'Sort', labels: ['Todo'] });
  const run = await world.run('interlock.yml', { project: 'web', agent: 'implementation', item: ITEM });
  expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'push-refused' });
  const told = '`out/big.bin` (145.33 MB); GitHub takes at most 100.00 MB';
  expect(run.summary).toContain(told);
  expect(run.summary).toContain('No agent tries again before somebody moves the item to todo.');
  const status = world.web.issue(538).comments.map(({ body }) => body);
  expect(status).toEqual([expect.stringContaining(told)]);
  expect(status[0]).toMatch(/Stopped\*\* · \[`needs-human`\]/);
  expect((await world.ledger.state()).items[ITEM]).toMatchObject({
    attempts: { 'implementation push-refused': 1 },
    needsHuman: true,
  });
  expect(await world.ledger.inHand()).toEqual(NOTHING_IN_HAND);
  expect(Object.keys(await world.web.branches())).not.toContain('interlock/web/web-538');
});
