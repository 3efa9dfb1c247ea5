import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { resolveAction } from '../../../../src/sandbox/actions/runner/resolve-action.ts';

const echo = fileURLToPath(new URL('../../../fixtures/actions/echo', import.meta.url));
const uses = `actions/checkout@${'a'.repeat(40)}`;

test('a checkout is the sandbox’s own, unless the test names a folder for it', async () => {
  expect(await resolveAction(uses, {}, 'acme/web')).toMatchObject({ kind: 'checkout' });
  expect(await resolveAction(uses, { 'actions/checkout': echo }, 'acme/web')).toMatchObject({
    kind: 'node',
    repository: 'actions/checkout',
    metadata: { name: 'Echo' },
  });
});
