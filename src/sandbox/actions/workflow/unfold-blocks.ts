import { isScalar, parseDocument, Scalar, visit } from 'yaml';

/**
 * Writes block scalars (`|`, `>-`) that hold an expression as quoted strings of the same value.
 *
 * `@actions/workflow-parser` serves editors: around an expression in a block scalar it keeps the file's own text, with
 * its indentation and line breaks, so that positions are right. GitHub's servers take YAML's value, which is what a
 * concurrency group or a script is then made of.
 */
export function unfoldBlocks(content: string): string {
  const document = parseDocument(content);
  if (document.errors.length > 0) return content;
  let found = false;
  visit(document, {
    Scalar: (_, node) => {
      if (!isBlockWithExpression(node)) return;
      node.type = Scalar.QUOTE_DOUBLE;
      found = true;
    },
  });
  return found
    ? document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER })
    : content;
}

function isBlockWithExpression(node: unknown): boolean {
  return (
    isScalar(node) &&
    (node.type === Scalar.BLOCK_FOLDED || node.type === Scalar.BLOCK_LITERAL) &&
    typeof node.value === 'string' &&
    node.value.includes('${{')
  );
}
