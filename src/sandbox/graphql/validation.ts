import {
  type ASTNode,
  type ASTVisitor,
  type DocumentNode,
  FieldsOnCorrectTypeRule,
  GraphQLError,
  type GraphQLSchema,
  isNonNullType,
  Kind,
  KnownArgumentNamesRule,
  KnownTypeNamesRule,
  ProvidedRequiredArgumentsRule,
  specifiedRules,
  type ValidationContext,
  ValuesOfCorrectTypeRule,
  validate,
} from 'graphql';
import { isArgumentLeftOut, isFieldLeftOut, isTypeLeftOut } from './schema/left-out.ts';
import { inGitHubsWords, literalsOfCorrectType } from './validation-words.ts';

/** graphql-js's rules, of which these are replaced: GitHub's server says more, or what it says depends on the schema. */
const REPLACED = new Set([
  FieldsOnCorrectTypeRule,
  KnownArgumentNamesRule,
  KnownTypeNamesRule,
  ProvidedRequiredArgumentsRule,
  ValuesOfCorrectTypeRule,
]);
const RULES = [
  ...specifiedRules.filter((rule) => !REPLACED.has(rule)),
  knownFields,
  knownArguments,
  requiredArguments,
  knownTypes,
  literalsOfCorrectType,
];

/** GitHub lets fields of one name have different types where only one of them can apply, as `state` of an issue and of a pull request. */
const DIFFERENT_TYPES = /conflict because they return conflicting types/;

export function validateQuery(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  return validate(schema, document, RULES)
    .filter(({ message }) => !DIFFERENT_TYPES.test(message))
    .map((error) => inGitHubsWords(error, document));
}

/** What GitHub has and the sandbox does not: told apart from what GitHub does not have either. */
const NOT_IN_SANDBOX = 'NOT_IN_SANDBOX';

export function isNotInSandbox({ extensions }: GraphQLError): boolean {
  return extensions.code === NOT_IN_SANDBOX;
}

function report(
  context: ValidationContext,
  node: ASTNode,
  {
    message,
    missing,
    ...extensions
  }: { message: string; missing: string | false; code: string } & Record<string, unknown>,
): void {
  const error = missing
    ? new GraphQLError(`The sandbox does not implement ${missing}`, {
        nodes: node,
        extensions: { code: NOT_IN_SANDBOX },
      })
    : new GraphQLError(message, { nodes: node, extensions });
  context.reportError(error);
}

function knownFields(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      const type = context.getParentType();
      if (!type || context.getFieldDef()) return;
      const fieldName = node.name.value;
      report(context, node, {
        message: `Field '${fieldName}' doesn't exist on type '${type.name}'`,
        code: 'undefinedField',
        typeName: type.name,
        fieldName,
        missing: isFieldLeftOut(type.name, fieldName) && `${type.name}.${fieldName}`,
      });
    },
    ObjectField(node) {
      const type = context.getParentInputType();
      if (!type || context.getInputType() || !('getFields' in type)) return;
      const argumentName = node.name.value;
      report(context, node, {
        message: `InputObject '${type.name}' doesn't accept argument '${argumentName}'`,
        code: 'argumentNotAccepted',
        name: type.name,
        typeName: 'InputObject',
        argumentName,
        missing: isFieldLeftOut(type.name, argumentName) && `${type.name}.${argumentName}`,
      });
    },
  };
}

function knownArguments(context: ValidationContext): ASTVisitor {
  return {
    Argument(node) {
      const field = context.getFieldDef();
      const type = context.getParentType();
      if (context.getDirective() || context.getArgument() || !field || !type) return;
      const argumentName = node.name.value;
      report(context, node, {
        message: `Field '${field.name}' doesn't accept argument '${argumentName}'`,
        code: 'argumentNotAccepted',
        name: field.name,
        typeName: 'Field',
        argumentName,
        missing:
          isArgumentLeftOut(type.name, field.name, argumentName) &&
          `${type.name}.${field.name}(${argumentName}:)`,
      });
    },
  };
}

function requiredArguments(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      const field = context.getFieldDef();
      const given = new Set(node.arguments?.map(({ name }) => name.value));
      const missing = field?.args
        .filter(({ type, default: fallback }) => isNonNullType(type) && fallback === undefined)
        .filter(({ name }) => !given.has(name))
        .map(({ name }) => name)
        .join(', ');
      if (!field || !missing) return;
      report(context, node, {
        message: `Field '${field.name}' is missing required arguments: ${missing}`,
        code: 'missingRequiredArguments',
        className: 'Field',
        name: field.name,
        arguments: missing,
        missing: false,
      });
    },
  };
}

function knownTypes(context: ValidationContext): ASTVisitor {
  return {
    NamedType(node, _key, parent) {
      const typeName = node.name.value;
      if (context.getSchema().getType(typeName)) return;
      const isVariable = parent !== undefined && 'kind' in parent && parent.kind === Kind.VARIABLE_DEFINITION;
      report(context, node, {
        message: isVariable
          ? `${typeName} isn't a defined input type (on variable)`
          : `No such type ${typeName}, so it can't be a fragment condition`,
        code: 'undefinedType',
        typeName,
        missing: isTypeLeftOut(typeName) && `the type ${typeName}`,
      });
    },
  };
}
