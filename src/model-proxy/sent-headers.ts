import type { IncomingHttpHeaders } from 'node:http';
import type { ModelAccess } from './model-access.ts';
import type { ModelProvider } from './providers/provider.ts';

/** A short list, and never one of what is taken out. */
export function sentHeaders(
  given: IncomingHttpHeaders,
  provider: ModelProvider,
  access: ModelAccess,
): Readonly<Record<string, string>> {
  const passed = Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      typeof value === 'string' && provider.passedHeaders.some((one) => isNamed(name, one))
        ? [[name, value]]
        : [],
    ),
  );
  return {
    ...passed,
    ...provider.authorize(access, passed),
    'content-type': 'application/json',
    // What we could not read we could not count.
    'accept-encoding': 'identity',
  };
}

function isNamed(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
