import * as z from 'zod';
import { CONFIG_FILE } from '../app/fixture.ts';
import type { FaultWorld } from './fault-sandbox.ts';

const fileSchema = z.object({ sha: z.string(), content: z.string() });
const commentsSchema = z.array(z.object({ body: z.string() }));

/** A person pushes a configuration that cannot be used. */
export async function makeInvalid({ act }: FaultWorld): Promise<void> {
  const { sha, content } = fileSchema.parse(await act('GET', `contents/${CONFIG_FILE}`));
  const broken = `${Buffer.from(content, 'base64').toString()}max-in-flight: many\n`;
  await act('PUT', `contents/${CONFIG_FILE}`, {
    message: 'Change the configuration',
    sha,
    content: Buffer.from(broken).toString('base64'),
  });
}

/** How often the commit says that it is not followed, at least once: a comment that fails is left to the next event. */
export async function commitComments({ act, repository }: FaultWorld): Promise<number> {
  const { main } = await repository.branches();
  const comments = commentsSchema.parse(await act('GET', `commits/${main}/comments`));
  return Math.max(1, comments.filter(({ body }) => body.includes('interlock: config-kept')).length);
}
