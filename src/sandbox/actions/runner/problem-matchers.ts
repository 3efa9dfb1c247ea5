import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Unsupported } from '../workflow/unsupported.ts';
import type { Annotation } from '../workflow-run.ts';

/** Groups of the expression that hold the parts, from 1. */
interface Pattern {
  regexp: RegExp;
  file?: number;
  severity?: number;
  code?: number;
  message?: number;
}

interface Matcher {
  owner: string;
  severity: string;
  patterns: readonly Pattern[];
  /** What each pattern has matched so far; a line that fits none clears it. */
  state: (Record<string, string> | undefined)[];
}

interface Manifest {
  problemMatcher?: { owner?: string; severity?: string; pattern?: Record<string, unknown>[] }[];
}

const PARTS = ['file', 'severity', 'code', 'message'] as const;

/**
 * What an action has told the runner to look for in the lines that follow, until it takes it back or the job ends.
 * https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md
 */
export class ProblemMatchers {
  readonly #matchers: Matcher[] = [];

  /** Throws if the file is none of matchers. A matcher takes the place of one with its owner. */
  add(file: string, workspace: string): void {
    const manifest = JSON.parse(readFileSync(resolve(workspace, file), 'utf8')) as Manifest;
    for (const { owner = '', severity = 'error', pattern = [] } of manifest.problemMatcher ?? []) {
      if (owner === '' || pattern.length === 0) throw new Error(`${file} names no owner, or no pattern`);
      this.remove(owner);
      this.#matchers.unshift({ owner, severity, patterns: pattern.map(readPattern), state: [] });
    }
  }

  remove(owner: string): void {
    const at = this.#matchers.findIndex((matcher) => matcher.owner.toLowerCase() === owner.toLowerCase());
    if (at >= 0) this.#matchers.splice(at, 1);
  }

  /** What the first matcher finds that has all of its patterns. */
  match(line: string): Annotation | undefined {
    for (const matcher of this.#matchers) {
      const found = advance(matcher, line);
      if (!found) continue;
      for (const { state } of this.#matchers) state.length = 0;
      return toAnnotation(found, matcher);
    }
    return undefined;
  }
}

function readPattern({ regexp, loop, ...groups }: Record<string, unknown>): Pattern {
  if (loop === true) throw new Unsupported('problem matchers with `loop`');
  return { ...groups, regexp: new RegExp(String(regexp)) };
}

/** The last pattern is looked for first: what it needs of those before it was found on earlier lines. */
function advance({ patterns, state }: Matcher, line: string): Record<string, string> | undefined {
  for (let index = patterns.length - 1; index >= 0; index -= 1) {
    const pattern = patterns[index];
    const before = index === 0 ? {} : state[index - 1];
    const match = before && pattern?.regexp.exec(line);
    if (!pattern || !match) {
      state[index] = undefined;
      continue;
    }
    const found = { ...before, ...partsOf(pattern, match) };
    if (index === patterns.length - 1) return found;
    state[index] = found;
  }
  return undefined;
}

function partsOf(pattern: Pattern, match: RegExpExecArray): Record<string, string> {
  return Object.fromEntries(
    PARTS.flatMap((part) => {
      const group = pattern[part];
      const text = group === undefined ? undefined : match[group];
      return text === undefined ? [] : [[part, text]];
    }),
  );
}

function toAnnotation(found: Record<string, string>, { severity }: Matcher): Annotation {
  const kind = (found['severity'] ?? severity).toLowerCase();
  const level = kind === 'warning' ? 'warning' : kind === 'notice' ? 'notice' : 'failure';
  return { level, message: found['message'] ?? '', ...(found['file'] && { file: found['file'] }) };
}
