import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token';

import { Unsupported } from '../workflow/unsupported.ts';
import { isTruthy, type Json, toData } from './data.ts';

/** Context name (`github`, `inputs`, ...) to its value. */
export type Contexts = Readonly<Record<string, Json>>;

/** What `success()`, `failure()`, `cancelled()` answer; `always()` follows. Absent where GitHub does not allow them. */
export interface Status {
  success: boolean;
  failure: boolean;
  cancelled: boolean;
}

export interface Scope {
  contexts: Contexts;
  status?: Status;
}

/** Evaluates an expression without its `${{ }}`. */
export function evaluateExpression(expression: string, scope: Scope): data.ExpressionData {
  const functions = statusFunctions(scope.status);
  const names = Object.keys(scope.contexts);
  const tree = new Parser(lex(expression), names, functions).parse();
  const context = toData(scope.contexts) as data.Dictionary;
  return new Evaluator(
    tree,
    context,
    new Map(functions.map((one) => [one.name.toLowerCase(), one])),
  ).evaluate();
}

/** GitHub's lexer undoubles only the first of the doubled quotes in a string (0.3.61), its servers all of them. */
function lex(expression: string): ReturnType<Lexer['lex']>['tokens'] {
  return new Lexer(expression).lex().tokens.map((token) => {
    const isString = token.lexeme.startsWith("'");
    return isString ? { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") } : token;
  });
}

export function evaluateCondition(expression: string, scope: Scope): boolean {
  return isTruthy(evaluateExpression(expression, scope));
}

/** Evaluates every expression in a token of the workflow file, mappings and sequences included. */
export function evaluateToken(token: TemplateToken, scope: Scope): data.ExpressionData {
  if (isMappingToken(token)) {
    const dictionary = new data.Dictionary();
    for (const { key, value } of token) {
      dictionary.add(evaluateToken(key, scope).coerceString(), evaluateToken(value, scope));
    }
    return dictionary;
  }
  if (isSequenceToken(token)) {
    return new data.Array(...[...token].map((item) => evaluateToken(item, scope)));
  }
  if (isExpressionToken(token)) return evaluateExpression(token.expression, scope);
  if (token.isExpression) throw new Unsupported('insert expressions (${{ insert }})');
  return toData(literalOf(token));
}

export function evaluateString(token: TemplateToken, scope: Scope): string {
  return evaluateToken(token, scope).coerceString();
}

/** A mapping of scalars (`env`, `with`, `outputs`) to strings. */
export function evaluateStrings(token: TemplateToken | undefined, scope: Scope): Record<string, string> {
  if (token === undefined) return {};
  const value = evaluateToken(token, scope);
  if (!(value instanceof data.Dictionary))
    throw new Error(`expected a mapping, found ${value.coerceString()}`);
  return Object.fromEntries(value.pairs().map((pair) => [pair.key, pair.value.coerceString()]));
}

// Tokens are told apart by shape: `instanceof` would pull GitHub's whole parser into the start of the process.
interface MappingLike extends Iterable<{ key: TemplateToken; value: TemplateToken }> {
  find(key: string): TemplateToken | undefined;
}

export function isMappingToken(token: TemplateToken): token is TemplateToken & MappingLike {
  return 'find' in token;
}

export function isSequenceToken(token: TemplateToken): token is TemplateToken & Iterable<TemplateToken> {
  return !token.isScalar && !isMappingToken(token);
}

export function isExpressionToken(token: TemplateToken): token is TemplateToken & { expression: string } {
  return token.isExpression && 'expression' in token;
}

function literalOf(token: TemplateToken): Json {
  return 'value' in token ? (token.value as string | number | boolean) : null;
}

function statusFunctions(status: Status | undefined) {
  const define = (name: string, call: () => boolean) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(call()),
  });
  const hashFiles = {
    name: 'hashFiles',
    minArgs: 1,
    maxArgs: 255,
    call: (): data.ExpressionData => {
      throw new Unsupported('hashFiles()');
    },
  };
  if (!status) return [hashFiles];
  return [
    define('success', () => status.success),
    define('failure', () => status.failure),
    define('cancelled', () => status.cancelled),
    define('always', () => true),
    hashFiles,
  ];
}
