import { type ASTNode, BREAK, type DocumentNode, Kind, visit } from 'graphql';

/**
 * Where in the document GitHub says that a violation is: `["query Board", "repository", "issue", "number"]`. An alias stands
 * for its field, and an argument comes below its field.
 */
export function pathInDocument(document: DocumentNode, wanted: ASTNode): string[] {
  const path: string[] = [];
  let found: string[] = [];
  visit(document, {
    enter(node) {
      const step = stepOf(node);
      if (step !== undefined) path.push(step);
      if (node !== wanted) return undefined;
      found = [...path];
      return BREAK;
    },
    leave(node) {
      if (stepOf(node) !== undefined) path.pop();
    },
  });
  return found;
}

function stepOf(node: ASTNode): string | undefined {
  switch (node.kind) {
    case Kind.OPERATION_DEFINITION:
      return node.name ? `${node.operation} ${node.name.value}` : node.operation;
    case Kind.FRAGMENT_DEFINITION:
      return `fragment ${node.name.value}`;
    case Kind.INLINE_FRAGMENT:
      return node.typeCondition ? `... on ${node.typeCondition.name.value}` : '...';
    case Kind.FRAGMENT_SPREAD:
      return `... ${node.name.value}`;
    case Kind.FIELD:
      return node.alias?.value ?? node.name.value;
    case Kind.ARGUMENT:
    case Kind.OBJECT_FIELD:
      return node.name.value;
    case Kind.DIRECTIVE:
      return `@${node.name.value}`;
    default:
      return undefined;
  }
}
