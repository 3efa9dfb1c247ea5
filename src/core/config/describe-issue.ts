import type * as z from 'zod';
import { cut } from '../text/cut.ts';

/** zod's names of types, in the words of somebody who writes YAML. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

interface Source {
  /** The whole file. */
  readonly value: unknown;
  /** A plain value as it is written. */
  readonly written: (path: readonly PropertyKey[]) => string | undefined;
}

/** Turns a problem that zod found into sentences: path, what was found and what was expected. */
export function describeIssue(issue: z.core.$ZodIssue, source: Source): readonly string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) => `${formatPath([...issue.path, key])}: found an unknown key, expected none of that name`,
    );
  }
  const path = formatPath(issue.path);
  const value = valueAt(source.value, issue.path);
  const written = source.written(issue.path);
  const isUnquoted = issue.code === 'invalid_type' && issue.expected === 'string' && written;
  return [
    isUnquoted
      ? `${path}: found ${shortened(written)}, which YAML reads as ${kindOf(value)}, expected text: put it in quotes`
      : `${path}: found ${describeValue(value)}, ${expectation(issue)}`,
  ];
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  return typeof value === 'boolean' ? 'true or false' : 'a number';
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.message.startsWith('expected ')) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${TYPE_NAMES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'invalid_union':
      return `expected ${options(issue)}`;
    case 'too_small':
      return `expected at least ${issue.minimum}${unit(issue.origin, issue.minimum)}`;
    case 'too_big':
      return `expected at most ${issue.maximum}${unit(issue.origin, issue.maximum)}`;
    default:
      return `expected something else (${issue.message})`;
  }
}

function options(issue: z.core.$ZodIssue): string {
  const known: readonly unknown[] = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
  return known.length > 0
    ? known.map((option) => JSON.stringify(option)).join(' or ')
    : 'one of several forms';
}

function unit(origin: string, count: number | bigint): string {
  if (origin === 'string') return count === 1 ? ' character' : ' characters';
  if (origin === 'array') return count === 1 ? ' entry' : ' entries';
  return '';
}

function formatPath(path: readonly PropertyKey[]): string {
  return path.length === 0 ? '(the whole file)' : path.map(String).join('.');
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return shortened(typeof value === 'number' ? String(value) : JSON.stringify(value));
}

function shortened(text: string): string {
  return cut(text, 60);
}
