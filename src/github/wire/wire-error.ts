import * as z from 'zod';
import { cut } from '../../core/text/cut.ts';

/** What is known of a request that did not succeed. */
export interface WireError {
  /** Absent where no answer came: time-out, refused or broken connection. */
  readonly response?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** GitHub's own words, on one line and cut off. */
    readonly text: string;
  };
  /** Name or code of what went wrong below HTTP: `TimeoutError`, `ECONNRESET`. */
  readonly code: string;
}

const headerSchema = z.union([z.string(), z.number()]).transform(String);

// Octokit's RequestError by its shape: Probot bundles its own copy of the class, so that `instanceof` does not hold.
// Without an answer its status is 500, and only the lack of a response tells.
const requestErrorSchema = z.object({
  status: z.number(),
  response: z
    .object({ status: z.number(), headers: z.record(z.string(), headerSchema.optional()), data: z.unknown() })
    .optional(),
});

const bodySchema = z.object({
  message: z.string().catch(''),
  errors: z
    .array(z.union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)]))
    .catch([]),
});

/** `undefined` if the error did not come from the wire: then it is a bug, and is not to be hidden. */
export function parseWireError(error: unknown): WireError | undefined {
  if (!(error instanceof Error)) return undefined;
  const parsed = requestErrorSchema.safeParse(error);
  if (!parsed.success) return undefined;
  const { response } = parsed.data;
  if (!response) return { code: codeOf(error) };
  const headers = Object.entries(response.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.toLowerCase(), value]],
  );
  return {
    response: {
      status: response.status,
      headers: Object.fromEntries(headers),
      text: textOf(response.data),
    },
    code: String(response.status),
  };
}

function textOf(data: unknown): string {
  const body = bodySchema.safeParse(data);
  const text = body.success ? [body.data.message, ...body.data.errors].filter(Boolean).join(': ') : '';
  const line = text.replace(/\s+/g, ' ').trim();
  return cut(line, 300);
}

/** The innermost name: fetch wraps `ECONNRESET` in a TypeError, and Octokit wraps that again. */
function codeOf(error: Error): string {
  if (error.cause instanceof Error) return codeOf(error.cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
