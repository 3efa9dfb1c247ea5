import type { ToolHandlers } from '../../tools/tool-answer.ts';
import type { ToolArguments } from '../../tools/tools.ts';

/** How an agent said that its work ended. Interlock looks for itself. */
export type AgentFinish = ToolArguments<'finish'>;

/** What an agent says of its own run. */
export interface RunRecord {
  readonly handlers: Pick<ToolHandlers, 'report_progress' | 'finish'>;
  /** The last word counts. */
  readonly finish: () => AgentFinish | undefined;
}

/** @param onProgress told what the agent does, in one harmless line. It must not throw. */
export function runRecord(onProgress: (summary: string) => void): RunRecord {
  let last: AgentFinish | undefined;
  return {
    finish: () => last,
    handlers: {
      report_progress: async ({ summary }) => {
        onProgress(summary);
        return { kind: 'answered', result: { noted: true } };
      },
      finish: async (said) => {
        last = said;
        return { kind: 'answered', result: { noted: true } };
      },
    },
  };
}
