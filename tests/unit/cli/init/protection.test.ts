import { describe, expect, test } from 'vitest';
import { missingProtection, protectLedger } from '../../../../src/cli/init/protection.ts';
import { parseConfig } from '../../../../src/core/config/parse-config.ts';
import { ledgerPlace } from '../../../../src/ledger/ledger-place.ts';
import { web } from '../../github/github-world.ts';
import { startWire } from '../../github/wire.ts';

const place = ledgerPlace({ project: 'web', home: web });

function config() {
  const parsed = parseConfig(
    'version: 1\nproject: web\nboard: { type: github-labels }\nagents: {}\nledger: on\n',
    web,
  );
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  return parsed.config;
}

const answers = (status: number, message: string) =>
  startWire([{ status, body: JSON.stringify({ message }) }]);

describe('the protection of a ledger', () => {
  test('is not planned where the plan of a private repository has no rules, which keeps nothing else from being set up', async () => {
    const message = 'Upgrade to GitHub Pro or make this repository public to enable this feature.';
    await using wire = await answers(403, message);
    expect(await missingProtection(config(), wire.github)).toBeUndefined();
  });

  test('is not planned blindly where GitHub does not answer', async () => {
    await using wire = await answers(502, 'Bad Gateway');
    await expect(missingProtection(config(), wire.github)).rejects.toThrow('502');
  });

  test('that GitHub refuses to make is said, whatever the reason: a ruleset of that name may be there and not active', async () => {
    await using wire = await answers(422, 'Validation Failed: Name must be unique');
    const said = await protectLedger(wire.github, { place, rules: ['deletion'] });
    expect(said).toMatch(/^The ledger is not protected\. .*Name must be unique/);
  });
});
