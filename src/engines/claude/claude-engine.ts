import type { Engine, EngineEvent, EngineUsage } from '../engine.ts';
import { createReport } from '../engine-report.ts';
import { runProgram } from '../run-program.ts';
import { claudeCli } from './claude-cli.ts';
import { claudeEnd, type LastWord } from './claude-end.ts';
import { claudeInvocation } from './claude-invocation.ts';
import { type ClaudeLine, type ClaudeResult, readClaudeLine } from './claude-line.ts';

/** Claude Code, headless. */
export const claudeEngine = {
  cli: claudeCli,
  asks: 'anthropic' as const,
  run: async (task, onEvent) => {
    let lastWord: LastWord;
    const report = createReport(onEvent);
    const onLine = (text: string): boolean => {
      const read = readClaudeLine(text);
      if (read.kind === 'unreadable-end') lastWord = 'unreadable';
      if (read.kind === 'read') {
        for (const event of eventsOf(read.line)) report.tell(event);
        if (read.line.type === 'result') lastWord = read.line;
      }
      return lastWord !== undefined;
    };
    const end = await runProgram(claudeInvocation(task), { ...task, onLine });
    return { ...claudeEnd(end, lastWord), ...report.told() };
  },
} satisfies Engine;

function eventsOf(line: ClaudeLine): readonly EngineEvent[] {
  switch (line.type) {
    case 'system':
      return [{ kind: 'session', id: line.session_id }];
    case 'assistant':
      // What the program says of an error is no word of the agent.
      if (line.is_api_error_message) return [];
      return line.message.content.flatMap((part): readonly EngineEvent[] => {
        if (part?.type === 'text') return [{ kind: 'text', text: part.text }];
        return part ? [{ kind: 'tool-call', name: part.name }] : [];
      });
    case 'result':
      return [{ kind: 'usage', usage: usageOf(line) }];
  }
}

function usageOf({ usage }: ClaudeResult): EngineUsage {
  return {
    input: usage.input_tokens,
    output: usage.output_tokens,
    cacheRead: usage.cache_read_input_tokens,
    cacheWrite: usage.cache_creation_input_tokens,
  };
}
