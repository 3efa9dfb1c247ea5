import { parseDocument } from 'yaml';
import * as z from 'zod';
import { AGENT_NAME } from '../run-name.ts';
import { STAGES } from '../stages.ts';
import { checkPrompt } from './prompt-template.ts';
import { BOARD_TOOLS, ENGINE_TOOLS, RUN_TOOLS } from './tool-names.ts';
import { parseTrigger, TRIGGER_FORMS } from './triggers.ts';

const AGENT_TOOLS = [...BOARD_TOOLS, ...RUN_TOOLS, ...ENGINE_TOOLS] as const;

const moveSchema = z.strictObject({
  from: z.enum(STAGES),
  to: z.enum(STAGES),
  /** `demanded`: the agent has to say from which state it believes to move. Guarded are all moves. */
  expectation: z.enum(['demanded', 'optional']).default('demanded'),
});

/** A move that an agent may ask for. */
export type AllowedMove = z.infer<typeof moveSchema>;

const triggerSchema = z.string().refine((trigger) => parseTrigger(trigger) !== undefined, {
  error: ({ input }) =>
    `found ${JSON.stringify(input)}, expected ${TRIGGER_FORMS.map(({ form }) => form).join(' or ')}`,
});

const frontMatterSchema = z.strictObject({
  name: z.string().regex(AGENT_NAME),
  description: z.string().min(1),
  /** What one run is about, and so what its concurrency group is keyed on. */
  scope: z.enum(['project', 'item', 'pull-request']),
  /** What starts the agent, unless the configuration switches it off. */
  triggers: z.array(triggerSchema),
  /** The tools of the run need not be named: every agent has them. */
  tools: z.array(z.enum(AGENT_TOOLS)),
  /** The only moves that `move_work_item` makes for the agent. */
  moves: z.array(moveSchema).default([]),
  /** How often a run may call a tool, where that is not as often as usual. */
  calls: z.partialRecord(z.enum([...BOARD_TOOLS, ...RUN_TOOLS]), z.int().min(1).max(1000)).default({}),
  /** What must exist when the engine has ended, or the run has failed. */
  finish: z.enum(['none', 'pull-request']),
  /** Fixed rules of Interlock that do the agent's work without a model. */
  selector: z.enum(['policy']).exactOptional(),
  /** Stages that the run itself gives its item. */
  lifecycle: z.strictObject({ start: z.enum(STAGES).optional(), success: z.enum(STAGES).optional() }),
  /** What a run may use up, where the configuration names no other limit. */
  limits: z.strictObject({ minutes: z.int().min(1).max(350).default(30) }).prefault({}),
});

export type AgentDefinition = z.infer<typeof frontMatterSchema> & { readonly prompt: string };

export type ParsedDefinition =
  | { readonly kind: 'valid'; readonly definition: AgentDefinition }
  | { readonly kind: 'invalid'; readonly message: string };

/** Reads Markdown with front matter: the fields above between two lines of `---`, then the prompt. */
export function parseAgentDefinition(text: string): ParsedDefinition {
  const parts = /^---\n(.*?)\n---\n(.*)$/s.exec(text.replaceAll('\r\n', '\n'));
  if (!parts) return { kind: 'invalid', message: 'expected front matter between two lines of ---' };
  const document = parseDocument(parts[1] ?? '');
  const [syntaxError] = document.errors;
  if (syntaxError) return { kind: 'invalid', message: syntaxError.message };
  const parsed = frontMatterSchema.safeParse(document.toJS());
  if (!parsed.success) return { kind: 'invalid', message: z.prettifyError(parsed.error) };
  const prompt = (parts[2] ?? '').trim();
  if (prompt === '') return { kind: 'invalid', message: 'expected a prompt after the front matter' };
  const problems = checkPrompt(prompt, parsed.data.scope, {});
  if (problems.length > 0) return { kind: 'invalid', message: problems.join('\n') };
  return { kind: 'valid', definition: { ...parsed.data, prompt } };
}
