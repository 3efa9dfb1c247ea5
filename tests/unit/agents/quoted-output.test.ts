import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { quotedOutput } from '../../../src/agents/item-run/quoted-output.ts';

const quote = (output: string): Promise<string> => {
  const stream = quotedOutput('secret-token');
  stream.end(output);
  return text(stream);
};

test("an engine's output stands between the runner's markers, so that no line of it is a workflow command", async () => {
  expect(await quote('::set-output name=outcome::moved\n')).toBe(
    '::stop-commands::secret-token\n::set-output name=outcome::moved\n::secret-token::\n',
  );
});

test('output that ends within a line does not swallow the closing marker', async () => {
  expect(await quote('half a line')).toBe('::stop-commands::secret-token\nhalf a line\n::secret-token::\n');
});

test('the markers stand even around no output', async () => {
  expect(await quote('')).toBe('::stop-commands::secret-token\n::secret-token::\n');
});
