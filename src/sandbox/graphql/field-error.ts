import { sayProblem, type TextProblem } from '../changes/text-limits.ts';

/** An error of one field, as GitHub's GraphQL reports it: HTTP 200, the field null, `type` beside the message. */
export class FieldError extends Error {
  readonly type: string;
  readonly extensions: Record<string, unknown> | undefined;

  constructor(type: string, message: string, extensions?: Record<string, unknown>) {
    super(message);
    this.type = type;
    this.extensions = extensions;
  }
}

/** What GitHub answers and the sandbox does not: never silently, and on record in `sandbox.refusals`. */
export class NotInSandbox extends FieldError {
  constructor(what: string) {
    super('NOT_IN_SANDBOX', `The sandbox does not implement ${what}`);
  }
}

export function fieldNotFound(what: string): FieldError {
  return new FieldError('NOT_FOUND', `Could not resolve to ${what}.`);
}

export function nodeNotFound(id: string): FieldError {
  return new FieldError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}

/** For apps and workflows. */
export function notAccessible(): FieldError {
  return new FieldError('FORBIDDEN', 'Resource not accessible by integration', { saml_failure: false });
}

/** For people. `mutation` is named as GitHub's classes are: `AddLabelsToLabelable`. */
export function notPermitted(login: string, mutation: string): FieldError {
  return new FieldError(
    'FORBIDDEN',
    `${login} does not have the correct permissions to execute \`${mutation}\``,
  );
}

export function unprocessable(message: string): FieldError {
  return new FieldError('UNPROCESSABLE', message);
}

export function invalid(message: string): FieldError {
  return new FieldError('VALIDATION', message);
}

/** GraphQL gives all reasons in one message. */
export function refuseFieldTexts(problems: readonly TextProblem[]): void {
  if (problems.length > 0) throw unprocessable(problems.map(sayProblem).join(', '));
}
