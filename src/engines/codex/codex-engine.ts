import type { Engine, EngineEvent } from '../engine.ts';
import { createReport } from '../engine-report.ts';
import { runProgram } from '../run-program.ts';
import { codexCli } from './codex-cli.ts';
import { type CodexLast, codexEnd } from './codex-end.ts';
import { codexInvocation } from './codex-invocation.ts';
import { type CodexLine, readCodexLine } from './codex-line.ts';

/** Codex CLI, headless. */
export const codexEngine = {
  cli: codexCli,
  asks: 'openai' as const,
  run: async (task, onEvent) => {
    let last: CodexLast;
    const report = createReport(onEvent);
    const onLine = (text: string): boolean => {
      const read = readCodexLine(text);
      if (read.kind === 'unreadable-end') last = 'unreadable';
      if (read.kind === 'read') {
        for (const event of eventsOf(read.line)) report.tell(event);
        if (read.line.type === 'turn.completed' || read.line.type === 'turn.failed') last = read.line;
      }
      return last !== undefined;
    };
    const end = await runProgram(codexInvocation(task), { ...task, onLine });
    return { ...codexEnd(end, last), ...report.told() };
  },
} satisfies Engine;

function eventsOf(line: CodexLine): readonly EngineEvent[] {
  switch (line.type) {
    case 'thread.started':
      return [{ kind: 'session', id: line.thread_id }];
    case 'item.completed':
      return line.item ? [eventOf(line.item)] : [];
    case 'turn.completed': {
      const { input_tokens, cached_input_tokens, cache_write_input_tokens, output_tokens } = line.usage;
      const usage = {
        input: input_tokens - cached_input_tokens - cache_write_input_tokens,
        output: output_tokens,
        cacheRead: cached_input_tokens,
        cacheWrite: cache_write_input_tokens,
      };
      return [{ kind: 'usage', usage }];
    }
    case 'turn.failed':
      return [];
  }
}

type CodexItem = NonNullable<Extract<CodexLine, { type: 'item.completed' }>['item']>;

function eventOf(item: CodexItem): EngineEvent {
  switch (item.type) {
    case 'agent_message':
      return { kind: 'text', text: item.text };
    case 'mcp_tool_call':
      return { kind: 'tool-call', name: item.tool };
    case 'command_execution':
    case 'file_change':
      return { kind: 'tool-call', name: item.type };
  }
}
