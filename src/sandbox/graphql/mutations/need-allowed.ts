import type { RuleViolation } from '../../rules/find-violations.ts';
import { toMessage } from '../../rules/judge-refs.ts';
import { unprocessable } from '../field-error.ts';

export function needAllowed(violations: readonly RuleViolation[]): void {
  if (violations.length > 0) throw unprocessable(toMessage(violations));
}
