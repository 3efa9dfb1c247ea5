import { type HarmlessOptions, harmlessMarkdown } from '../markdown/harmless-markdown.ts';
import { withoutInvisible } from '../markdown/hidden-text.ts';
import { plainText } from './plain-text.ts';

export type AgentText =
  | { readonly kind: 'harmless'; readonly text: string }
  | { readonly kind: 'refused'; readonly why: string };

/** The hidden lines by which Interlock finds its own comments, and their first line. */
const MARKER = /<!--\s*interlock\s*:/i;
const STATUS_HEAD = /^[^\S\n]*\*\*Interlock \([^)\n]*\):/im;

/** Text that an agent wrote for GitHub: made harmless, or refused if it pretends to be Interlock's. */
export function agentMarkdown(text: string, options: HarmlessOptions = {}): AgentText {
  const why = pretence(text);
  return why === undefined ? harmless(harmlessMarkdown(text, options)) : { kind: 'refused', why };
}

/** The same for a title: one line, which is no Markdown. */
export function agentTitle(text: string): AgentText {
  const why = pretence(text);
  return why === undefined ? harmless(plainText(text)) : { kind: 'refused', why };
}

function harmless(text: string): AgentText {
  const trimmed = text.trim();
  return trimmed === ''
    ? { kind: 'refused', why: 'nothing is left of the text when hidden parts are taken out' }
    : { kind: 'harmless', text: trimmed };
}

function pretence(text: string): string | undefined {
  const visible = withoutInvisible(text);
  if (MARKER.test(visible)) return 'it holds a marker by which Interlock finds its own comments';
  return STATUS_HEAD.test(visible) ? 'it looks like a status comment of Interlock' : undefined;
}
