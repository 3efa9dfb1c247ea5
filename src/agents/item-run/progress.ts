import { isProgressDue } from '../../core/policy/progress-due.ts';
import { agentMarkdown } from '../../core/text/agent-text.ts';
import type { AgentProgress } from '../../core/text/progress.ts';
import type { OnEngineEvent } from '../../engines/engine.ts';

interface ReporterOptions {
  readonly now: () => Date;
  /** Says it on the item. What it rejects with is passed to `onFailure`: the work goes on without it. */
  readonly say: (progress: AgentProgress) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

export interface ProgressReporter {
  /** What the agent says by its tool: harmless Markdown. */
  readonly onReport: (summary: string) => void;
  readonly onEvent: OnEngineEvent;
  /** Waits for what is being said. Nothing is said afterwards, so that it cannot come after the end. */
  close(): Promise<void>;
}

/**
 * Says on the item now and then what its agent does, and never holds up the agent for it. An agent that reports nothing is
 * quoted with its last words, once it has worked for a while.
 */
export function createProgressReporter({ now, say, onFailure }: ReporterOptions): ProgressReporter {
  let last = now().getTime();
  let said = 0;
  let report: string | undefined;
  let words: string | undefined;
  let toolCalls = 0;
  let saying: Promise<void> | undefined;
  let isClosed = false;

  const sayIfDue = (): void => {
    const time = now().getTime();
    if (isClosed || saying || !isProgressDue({ said, since: time - last })) return;
    last = time;
    said += 1;
    const current = report ?? words;
    saying = say({ toolCalls, ...(current !== undefined && { words: current }) })
      .catch(onFailure)
      .finally(() => {
        saying = undefined;
      });
  };

  return {
    onReport: (summary) => {
      report = summary;
      sayIfDue();
    },
    onEvent: (event) => {
      if (event.kind === 'tool-call') toolCalls += 1;
      if (event.kind === 'text') {
        const harmless = agentMarkdown(event.text);
        if (harmless.kind === 'harmless') words = harmless.text;
      }
      // The first time is for what the agent itself thinks worth telling.
      if (said > 0 || now().getTime() - last >= FIRST_EVENT_MS) sayIfDue();
    },
    close: async () => {
      isClosed = true;
      await saying;
    },
  };
}

const FIRST_EVENT_MS = 60_000;
