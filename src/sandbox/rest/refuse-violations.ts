import type { RuleViolation } from '../rules/find-violations.ts';
import { toMessage } from '../rules/judge-refs.ts';
import { ApiError } from './api-error.ts';

export function refuseViolations(status: 405 | 409 | 422, violations: readonly RuleViolation[]): void {
  if (violations.length > 0) throw new ApiError(status, toMessage(violations));
}
