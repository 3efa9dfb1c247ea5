/** A script for bash, where the dollar of `\${name}` would otherwise belong to the template. */
export function shell({ raw: [script = ''] }: TemplateStringsArray): string {
  return script.replaceAll('\\${', '${');
}
