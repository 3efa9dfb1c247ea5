import { parseDocument } from 'yaml';
import * as z from 'zod';
import { AGENT_NAME } from '../run-name.ts';
import { STAGES } from '../stages.ts';

const AGENT_TRIGGERS = [
  'pull-request-merged',
  'entered-splitting',
  'entered-backlog',
  'entered-todo',
  'entered-merged',
  'splitting-finished',
] as const;

const AGENT_TOOLS = [
  'list-items',
  'read-item',
  'create-item',
  'update-item',
  'move-item',
  'comment-on-item',
  'read-files',
  'write-files',
  'run-commands',
] as const;

const frontMatterSchema = z.strictObject({
  name: z.string().regex(AGENT_NAME),
  description: z.string().min(1),
  /** What one run is about, and so what its concurrency group is keyed on. */
  scope: z.enum(['project', 'item', 'pull-request']),
  triggers: z.array(z.enum(AGENT_TRIGGERS)),
  tools: z.array(z.enum(AGENT_TOOLS)),
  /** What must exist when the engine has ended, or the run has failed. */
  finish: z.enum(['none', 'pull-request']),
  /** Stages that the run itself gives its item. */
  lifecycle: z.strictObject({ start: z.enum(STAGES).optional(), success: z.enum(STAGES).optional() }),
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
  return { kind: 'valid', definition: { ...parsed.data, prompt } };
}
