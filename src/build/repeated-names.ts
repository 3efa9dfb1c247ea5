export interface SourceFile {
  /** From the root: `src/core/guard.ts`. */
  readonly path: string;
  readonly text: string;
}

export interface RepeatedName {
  readonly name: string;
  readonly paths: readonly string[];
}

const DECLARATION =
  /^export (?:declare )?(?:default )?(?:abstract )?(?:async )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm;

/**
 * The names that two files export: a reader, and whoever imports by name, takes one for the other. A name that is passed
 * on (`export { x } from`) is exported once. The stand-in is a world of its own, which calls its things what GitHub calls
 * them and shares no code with the product: its names are compared with each other only.
 */
export function repeatedNames(files: readonly SourceFile[]): readonly RepeatedName[] {
  const isOfSandbox = ({ path }: SourceFile) => path.startsWith('src/sandbox/');
  const worlds = [files.filter(isOfSandbox), files.filter((file) => !isOfSandbox(file))];
  return worlds.flatMap(repeatedAmong);
}

function repeatedAmong(files: readonly SourceFile[]): readonly RepeatedName[] {
  const paths = new Map<string, Set<string>>();
  for (const { path, text } of files) {
    for (const [, name = ''] of text.matchAll(DECLARATION)) {
      paths.set(name, (paths.get(name) ?? new Set()).add(path));
    }
  }
  return [...paths]
    .filter(([, exporting]) => exporting.size > 1)
    .map(([name, exporting]) => ({ name, paths: [...exporting] }));
}
