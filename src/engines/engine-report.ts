import type { EngineEvent, EngineReport, OnEngineEvent } from './engine.ts';

/** Passes events on, and keeps of them what an engine says of itself in the end. */
export function createReport(onEvent: OnEngineEvent) {
  let report: EngineReport = {};
  return {
    tell: (event: EngineEvent): void => {
      report = { ...report, ...reported(event) };
      onEvent(event);
    },
    told: (): EngineReport => report,
  };
}

function reported(event: EngineEvent): EngineReport {
  switch (event.kind) {
    case 'session':
      return { session: event.id };
    case 'text':
      return { summary: event.text };
    case 'usage':
      return { usage: event.usage };
    case 'tool-call':
      return {};
  }
}
