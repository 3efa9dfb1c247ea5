import { evaluateExpression, type Scope } from './evaluate.ts';

/** A plain string with `${{ }}` in it, such as an input's default in an action.yml. */
export function evaluateTemplate(text: string, scope: Scope): string {
  return text.replaceAll(/\$\{\{((?:'[^']*'|[^'])*?)\}\}/g, (_, expression: string) =>
    evaluateExpression(expression.trim(), scope).coerceString(),
  );
}
