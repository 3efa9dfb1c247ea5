import { type Operation, operation } from '../openapi/description.ts';
import type { Route } from './route.ts';

export interface MatchedRoute {
  route: Route;
  operation: Operation;
  /** Path parameters, decoded. */
  params: Record<string, string>;
}

interface Entry {
  route: Route;
  operation: Operation;
  pattern: RegExp;
  names: string[];
}

/** Parameters that may hold slashes: paths, and names of branches and refs. */
const MULTI_SEGMENT = new Set(['path', 'ref', 'branch', 'basehead']);

/** Finds the route of a request by method and path, as GitHub's description declares them. */
export class RouteTable {
  readonly #entries: Entry[];

  constructor(routes: readonly Route[]) {
    this.#entries = routes.map(toEntry).sort((a, b) => specificity(b) - specificity(a));
  }

  find(method: string, path: string): MatchedRoute | undefined {
    for (const { route, operation, pattern, names } of this.#entries) {
      if (operation.method !== method) continue;
      const match = pattern.exec(path);
      if (!match) continue;
      const params = names.map((name, index) => [name, decode(match[index + 1] ?? '')]);
      return { route, operation, params: Object.fromEntries(params) };
    }
    return undefined;
  }

  /** What the sandbox serves, for people who look. */
  list(): string[] {
    return this.#entries.map(({ operation }) => `${operation.method.padEnd(6)} ${operation.path}`);
  }
}

function toEntry(route: Route): Entry {
  const declared = operation(route.operationId);
  const names: string[] = [];
  const source = declared.path.split('/').map((segment) =>
    segment.replace(/[.+]|\{(\w+)\}/g, (text, name?: string) => {
      if (name === undefined) return `\\${text}`;
      names.push(name);
      return MULTI_SEGMENT.has(name) ? '(.*)' : '([^/]+)';
    }),
  );
  // The root of a repository's contents has an empty path, and then no slash before it.
  const pattern = source.join('/').replace(/\/\(\.\*\)$/, '(?:/(.*))?');
  return { route, operation: declared, pattern: new RegExp(`^${pattern}$`), names };
}

/** Literal segments win over parameters, and those over parameters that swallow slashes. */
function specificity({ operation }: Entry): number {
  return operation.path
    .split('/')
    .map((segment) => (!segment.includes('{') ? 3 : MULTI_SEGMENT.has(segment.slice(1, -1)) ? -10 : 1))
    .reduce((sum, score) => sum + score, 0);
}

/** A stray percent sign stands for itself: no reason to fail. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
