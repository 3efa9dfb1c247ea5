import { cut } from './cut.ts';

/** What is known of an agent at work. */
export interface AgentProgress {
  /** Harmless Markdown of the agent; left out if it has said nothing. */
  readonly words?: string;
  readonly toolCalls: number;
}

const LONGEST_WORDS = 500;

/** Shown on the item while the agent works. */
export function progressText({ words, toolCalls }: AgentProgress): string {
  const calls = `${toolCalls} ${toolCalls === 1 ? 'tool call' : 'tool calls'} so far.`;
  if (words === undefined) return calls;
  const line = cut(words.replace(/\s+/g, ' ').trim(), LONGEST_WORDS);
  return `> ${line}\n\n${calls}`;
}
