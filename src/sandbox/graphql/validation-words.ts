import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  Kind,
  print,
  type ValidationContext,
  ValuesOfCorrectTypeRule,
} from 'graphql';
import { pathInDocument } from './error-path.ts';

interface Said {
  message: string;
  [extension: string]: unknown;
}

type Translation = (found: readonly string[], at: { document: DocumentNode; error: GraphQLError }) => Said;

/** What graphql-js says, and how GitHub's server says the same. */
const WORDS: readonly (readonly [RegExp, Translation])[] = [
  [
    /^Variable "\$(\w+)" is never used(?: in operation "(\w+)")?\.$/,
    ([, variableName = '', operation]) => ({
      message: `Variable $${variableName} is declared by ${operation ?? 'anonymous query'} but not used`,
      code: 'variableNotUsed',
      variableName,
    }),
  ],
  [
    /^Variable "\$(\w+)" is not defined(?: by operation "(\w+)")?\.$/,
    ([, variableName = '', operation]) => ({
      message: `Variable $${variableName} is used by ${operation ?? 'anonymous query'} but not declared`,
      code: 'variableNotDefined',
      variableName,
    }),
  ],
  [
    /^Variable "\$(\w+)" of type "(.+)" used in position expecting type "(.+)"\.$/,
    ([, variableName = '', typeName = '', wanted = ''], { document, error }) => {
      const use = error.nodes?.[1];
      const argumentName = (use && pathInDocument(document, use).at(-1)) ?? '';
      const errorMessage = mismatch(typeName, wanted);
      return {
        message: `${errorMessage} on variable $${variableName} and argument ${argumentName} (${typeName} / ${wanted})`,
        code: 'variableMismatch',
        variableName,
        typeName,
        argumentName,
        errorMessage,
      };
    },
  ],
  [
    /^Field "(\w+)" of type "(.+)" must have a selection of subfields/,
    ([, field = '', type = '']) => {
      const typeName = bare(type);
      return {
        message: `Field must have selections (field '${field}' returns ${typeName} but has no selections. Did you mean '${field} { ... }'?)`,
        code: 'selectionMismatch',
        nodeName: `field '${field}'`,
        typeName,
      };
    },
  ],
  [
    /^Field "(\w+)" must not have a selection since type "(.+)" has no subfields/,
    ([, field = '', type = ''], { error }) => {
      const [selection] = error.nodes ?? [];
      const names =
        selection?.kind === Kind.SELECTION_SET
          ? selection.selections.map((one) => (one.kind === Kind.FIELD ? one.name.value : print(one)))
          : [];
      const typeName = bare(type);
      return {
        message: `Selections can't be made on scalars (field '${field}' returns ${typeName} but has selections ${JSON.stringify(names)})`,
        code: 'selectionMismatch',
        nodeName: `field '${field}'`,
        typeName,
      };
    },
  ],
  [
    /^Fragment "(\w+)" is never used\.$/,
    ([, fragmentName = '']) => ({
      message: `Fragment ${fragmentName} was defined, but not used`,
      code: 'useAndDefineFragment',
      fragmentName,
    }),
  ],
  [
    /^Unknown fragment "(\w+)"\.$/,
    ([, fragmentName = '']) => ({
      message: `Fragment ${fragmentName} was used, but not defined`,
      code: 'useAndDefineFragment',
      fragmentName,
    }),
  ],
];

/** The error in GitHub's words; one that has none here stays as it is. */
export function inGitHubsWords(error: GraphQLError, document: DocumentNode): GraphQLError {
  for (const [pattern, translate] of WORDS) {
    const found = pattern.exec(error.message);
    if (!found) continue;
    const { message, ...extensions } = translate([...found], { document, error });
    return new GraphQLError(message, { nodes: error.nodes?.slice(0, 1), extensions });
  }
  return error;
}

/** graphql-js's rule for values that are written in the document, with what it reports in GitHub's words. */
export function literalsOfCorrectType(context: ValidationContext): ASTVisitor {
  const reporting = Object.create(context) as ValidationContext;
  reporting.reportError = (error) => {
    // A rule of ours has said the same.
    if (/not to include unknown field "/.test(error.message)) return;
    const [node] = error.nodes ?? [];
    const missing = missingField(error);
    if (missing) return context.reportError(missing);
    const argument = context.getArgument();
    const field = context.getFieldDef();
    if (!node || !argument || !field || context.getDirective()) return context.reportError(error);
    const path = pathInDocument(context.getDocument(), node);
    const below = path.slice(path.lastIndexOf(argument.name) + 1);
    const { parent, type } = typeBelow(argument.type, below);
    const argumentName = below.at(-1) ?? argument.name;
    const where = parent ? `InputObject '${parent.name}'` : `Field '${field.name}'`;
    context.reportError(
      new GraphQLError(
        `Argument '${argumentName}' on ${where} has an invalid value (${print(node)}). Expected type '${String(type)}'.`,
        {
          nodes: node,
          extensions: {
            code: 'argumentLiteralsIncompatible',
            typeName: parent ? 'InputObject' : 'Field',
            argumentName,
          },
        },
      ),
    );
  };
  return ValuesOfCorrectTypeRule(reporting);
}

/** What a value within an argument's has to be, and of which object it is a part. */
function typeBelow(
  argument: GraphQLInputType,
  names: readonly string[],
): { type: GraphQLInputType; parent?: GraphQLInputObjectType } {
  let found: ReturnType<typeof typeBelow> = { type: argument };
  for (const name of names) {
    const parent = getNamedType(found.type);
    const field = isInputObjectType(parent) ? parent.getFields()[name] : undefined;
    if (!field || !isInputObjectType(parent)) return found;
    found = { type: field.type, parent };
  }
  return found;
}

/** An attribute that an object in the document leaves out and must have. */
function missingField({ message, nodes }: GraphQLError): GraphQLError | undefined {
  const [, type = '', name] =
    /Expected value of type "(.+)" to include required field "(\w+)"/.exec(message) ?? [];
  if (name === undefined) return undefined;
  return new GraphQLError(`Argument '${name}' on InputObject '${bare(type)}' is required.`, {
    nodes,
    extensions: {
      code: 'missingRequiredInputObjectAttribute',
      argumentName: name,
      inputObjectType: bare(type),
    },
  });
}

function mismatch(given: string, wanted: string): string {
  const lists = (type: string): number => type.split('[').length;
  if (lists(given) !== lists(wanted)) return 'List dimension mismatch';
  return bare(given) === bare(wanted) ? 'Nullability mismatch' : 'Type mismatch';
}

function bare(type: string): string {
  return type.replaceAll(/[[\]!]/g, '');
}
