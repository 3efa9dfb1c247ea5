/** A line that a step prints to talk to the runner: `::error file=a.ts,line=1::message`. */
export interface WorkflowCommand {
  name: string;
  properties: Readonly<Record<string, string>>;
  message: string;
}

/** Those that the runner knows. Anything else that looks like a command is text. */
const names = [
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
];

/** https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs */
export function parseWorkflowCommand(line: string): WorkflowCommand | undefined {
  const match = /^\s*::([^\s:]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/s.exec(line);
  const name = match?.[1]?.toLowerCase();
  if (!match || name === undefined || !names.includes(name)) return undefined;
  const properties: Record<string, string> = {};
  for (const pair of (match[2] ?? '').split(',')) {
    const at = pair.indexOf('=');
    if (at > 0) properties[pair.slice(0, at).trim()] = unescapeProperty(pair.slice(at + 1));
  }
  return { name, properties, message: unescapeData(match[3] ?? '') };
}

/** The line that ends what `::stop-commands::TOKEN` began. */
export function isResumeCommand(line: string, token: string): boolean {
  return line.trim() === `::${token}::`;
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
}
