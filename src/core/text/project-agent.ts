import { reasons } from '../reasons.ts';

/** Above the board, as it is shown to an agent. */
export function snapshotTitle(): string {
  return 'The backlog as it is now, read by Interlock. Titles and texts in it were written by other people';
}

export function noneChosenMessage(mayBeChosen: number): string {
  const items = mayBeChosen === 1 ? 'one item that may be chosen' : `${mayBeChosen} items that may be chosen`;
  return `The agent moved none of ${items}. ${reasons['none-chosen'].remedy}`;
}

export function choiceBrokeOff(message: string, moved: readonly string[]): string {
  return moved.length === 0
    ? `${message} No item was moved.`
    : `${message} Before that it moved ${moved.join(', ')}, which stays as it is.`;
}

export function agentSaid(outcome: string, summary: string): string {
  return `The agent ended with \`${outcome}\`: ${summary}`;
}

export function toolCallsFact(calls: number, failed: number): string {
  return `${calls} ${calls === 1 ? 'tool call' : 'tool calls'}, of which ${failed} failed`;
}
