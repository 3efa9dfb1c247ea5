import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Context name (`github`, `inputs`, `vars`) to its value. */
export type Contexts = Readonly<Record<string, Json>>;

/** Evaluates a text of a workflow file with its `${{ }}`, by GitHub's own evaluator, to a string. */
export function evaluateText(text: string, contexts: Contexts): string {
  return text.replaceAll(EXPRESSION, (_, expression: string) =>
    evaluate(expression, contexts).coerceString(),
  );
}

/** Evaluates an `if:`, whose `${{ }}` may be left out. */
export function evaluateCondition(text: string, contexts: Contexts): boolean {
  const [whole, expression] = new RegExp(`^\\s*${EXPRESSION.source}\\s*$`).exec(text) ?? [];
  const isText = whole === undefined && text.includes('${{');
  // A text around the braces is not empty, and so it is true.
  const value = isText
    ? new data.StringData(evaluateText(text, contexts))
    : evaluate(expression ?? text, contexts);
  return isTruthy(value);
}

/** Strings in an expression may hold braces; a quote in one is doubled. */
const EXPRESSION = /\$\{\{((?:'[^']*'|[^'])*?)\}\}/g;

function evaluate(expression: string, contexts: Contexts): data.ExpressionData {
  const { tokens } = new Lexer(expression.trim()).lex();
  const tree = new Parser(tokens, Object.keys(contexts), STATUS_FUNCTIONS).parse();
  const functions = new Map(STATUS_FUNCTIONS.map((one) => [one.name, one]));
  return new Evaluator(tree, toDictionary(contexts), functions).evaluate();
}

/** As at the start of a job that waits for no other. */
const STATUS_FUNCTIONS = (['success', 'always', 'failure', 'cancelled'] as const).map((name) => ({
  name,
  minArgs: 0,
  maxArgs: 0,
  call: () => new data.BooleanData(name === 'success' || name === 'always'),
}));

function toDictionary(values: Contexts): data.Dictionary {
  return new data.Dictionary(
    ...Object.entries(values).map(([key, value]) => ({ key, value: toData(value) })),
  );
}

function toData(value: Json): data.ExpressionData {
  if (value === null) return new data.Null();
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  if (typeof value === 'string') return new data.StringData(value);
  if (isList(value)) return new data.Array(...value.map(toData));
  return toDictionary(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isTruthy(value: data.ExpressionData): boolean {
  switch (value.kind) {
    case data.Kind.Null:
      return false;
    case data.Kind.Boolean:
      return value.value;
    case data.Kind.Number:
      return value.number() !== 0 && !Number.isNaN(value.number());
    case data.Kind.String:
      return value.coerceString() !== '';
    default:
      return true;
  }
}
