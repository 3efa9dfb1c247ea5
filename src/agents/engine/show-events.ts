import type { EngineEvent, OnEngineEvent } from '../../engines/engine.ts';

/** Shows what an engine does, line by line, in a log. It has to be quoted: an agent can say what looks like a command. */
export function showEvents(output: NodeJS.WritableStream): OnEngineEvent {
  return (event) => {
    const line = lineOf(event);
    if (line !== undefined) output.write(`${line}\n`);
  };
}

function lineOf(event: EngineEvent): string | undefined {
  switch (event.kind) {
    case 'text':
      return event.text;
    case 'tool-call':
      return `> ${event.name}`;
    case 'session':
    case 'usage':
      return undefined;
  }
}
