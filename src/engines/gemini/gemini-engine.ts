import type { Engine, EngineEvent, EngineUsage } from '../engine.ts';
import { createReport } from '../engine-report.ts';
import { runProgram } from '../run-program.ts';
import { geminiCli } from './gemini-cli.ts';
import { type GeminiLast, geminiEnd } from './gemini-end.ts';
import { geminiInvocation } from './gemini-invocation.ts';
import { type GeminiLine, type GeminiResult, readGeminiLine } from './gemini-line.ts';

/** Gemini CLI, headless. */
export const geminiEngine = {
  cli: geminiCli,
  asks: 'gemini' as const,
  run: async (task, onEvent) => {
    let last: GeminiLast;
    let complaint: string | undefined;
    // Its texts come in pieces.
    let text = '';
    const report = createReport(onEvent);
    const onLine = (line: string): boolean => {
      const read = readGeminiLine(line);
      if (read.kind === 'unreadable-end') last = 'unreadable';
      if (read.kind !== 'read') return last !== undefined;
      if (isSaid(read.line)) {
        text += read.line.content;
        return false;
      }
      if (text !== '') report.tell({ kind: 'text', text });
      text = '';
      for (const event of eventsOf(read.line)) report.tell(event);
      if (read.line.type === 'error' && read.line.severity === 'error') complaint = read.line.message;
      if (read.line.type === 'result') last = read.line;
      return last !== undefined;
    };
    const end = await runProgram(geminiInvocation(task), { ...task, onLine });
    return { ...geminiEnd(end, last, complaint), ...report.told() };
  },
} satisfies Engine;

function isSaid(line: GeminiLine): line is Extract<GeminiLine, { type: 'message' }> {
  return line.type === 'message' && line.role === 'assistant';
}

function eventsOf(line: GeminiLine): readonly EngineEvent[] {
  switch (line.type) {
    case 'init':
      return [{ kind: 'session', id: line.session_id }];
    case 'tool_use':
      return [{ kind: 'tool-call', name: line.tool_name }];
    case 'result':
      return [{ kind: 'usage', usage: usageOf(line) }];
    case 'message':
    case 'error':
      return [];
  }
}

function usageOf({ stats }: GeminiResult): EngineUsage {
  return {
    input: stats.input_tokens - stats.cached,
    output: stats.output_tokens,
    cacheRead: stats.cached,
    cacheWrite: 0,
  };
}
