/** The file behind GITHUB_OUTPUT, GITHUB_ENV or GITHUB_STATE is not what the runner can read: the step fails. */
export class InvalidFileCommand extends Error {}

/**
 * `name=value` lines and the heredoc form, as the runner reads them.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs
 */
export function parseKeyValueFile(content: string): [name: string, value: string][] {
  const lines = content.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const pairs: [string, string][] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      if (equals === 0) throw new InvalidFileCommand(`Invalid format '${line}'. Name must not be empty`);
      pairs.push([line.slice(0, equals), line.slice(equals + 1)]);
      continue;
    }
    if (heredoc < 0) throw new InvalidFileCommand(`Invalid format '${line}'`);
    const [name, delimiter] = [line.slice(0, heredoc), line.slice(heredoc + 2)];
    if (name === '' || delimiter === '') {
      throw new InvalidFileCommand(
        `Invalid format '${line}'. Name must not be empty and delimiter must not be empty`,
      );
    }
    const end = lines.indexOf(delimiter, at + 1);
    if (end < 0) throw new InvalidFileCommand(`Invalid value. Matching delimiter not found '${delimiter}'`);
    pairs.push([name, lines.slice(at + 1, end).join('\n')]);
    at = end;
  }
  return pairs;
}

/** One folder a line, the last one first on PATH. */
export function parsePathFile(content: string): string[] {
  return content
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .reverse();
}
