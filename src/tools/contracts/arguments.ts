import * as z from 'zod';
import { formatItemId, parseItemId } from '../../core/item-id.ts';

/** The longest text that GitHub takes is 65,536 characters. Ours is shorter, because a marker and a link are added. */
const LONGEST_TEXT = 60_000;

/** An item by its canonical name. */
export const itemArgument = z
  .string()
  .max(200)
  .transform((text, context) => {
    const id = parseItemId(text);
    if (id) return id;
    context.addIssue({ code: 'custom', message: 'expected owner/repository#number, such as acme/web#538' });
    return z.NEVER;
  })
  .describe('The item as owner/repository#number, exactly as list_work_items names it.')
  .meta({ examples: [formatItemId({ owner: 'acme', repository: 'web', number: 538 })] });

export const textArgument = (about: string) =>
  z.string().trim().min(1, { error: 'expected some text' }).max(LONGEST_TEXT).describe(about);

/** One line, such as a title. */
export const lineArgument = (about: string, most: number) =>
  z
    .string()
    .trim()
    .min(1, { error: 'expected some text' })
    .max(most)
    .regex(/^[^\r\n]*$/, { error: 'expected one line' })
    .describe(about);

/** A place on the board: the provider's id, the board's own name or the stage. */
export const stateArgument = (about: string) => z.string().trim().min(1).max(200).describe(about);

/** A state in a result. */
export const stateResult = z.object({
  stage: z.string().describe('The stage that the state stands for.'),
  name: z.string().describe("The board's own name."),
});
