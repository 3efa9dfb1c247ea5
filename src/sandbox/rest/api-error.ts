import type { TextProblem } from '../changes/text-limits.ts';

/** An answer other than success, thrown by handlers and turned into GitHub's error shape by the router. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    message: string,
    more: { errors?: unknown[]; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = more.headers ?? {};
    this.body = {
      message,
      ...(more.errors ? { errors: more.errors } : {}),
      documentation_url: 'https://docs.github.com/rest',
      status: String(status),
    };
  }
}

export function notFound(): ApiError {
  return new ApiError(404, 'Not Found');
}

/** 422 with all that is wrong with some texts, if anything is. */
export function refuseTexts(problems: readonly TextProblem[]): void {
  if (problems.length > 0) throw validationFailed([...problems]);
}

/** GitHub's 422 for a request that is well-formed and still impossible. */
export function validationFailed(errors: unknown[]): ApiError {
  return new ApiError(422, 'Validation Failed', { errors });
}
