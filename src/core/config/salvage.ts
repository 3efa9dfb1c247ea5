import { isScalar, parseDocument } from 'yaml';

/** What a configuration that is not valid still says about how far to go on without it. */
export interface Salvaged {
  /** The key that it readably names; `undefined` if it names none, or one that no project could have. */
  readonly project: string | undefined;
  /** Whether it asks for `observe`, or for anything else than `act`. */
  readonly observes: boolean;
}

/** What is longer is no configuration, and takes long to read as one. */
const LONGEST = 64 * 1024;

const SLUG = /^[a-z0-9][a-z0-9-]{0,39}$/;

/**
 * Reads the two lines that must not be overruled by an older version. They are looked for as lines, because where the
 * YAML is broken, for example by the marks of a merge conflict, there are no keys any more; and any line that does not
 * say `act` counts, because somebody who mistyped `observe` did not mean to act.
 */
export function salvage(text: string): Salvaged {
  const [project, ...others] = new Set(said(text, 'project').filter((key) => SLUG.test(key)));
  return {
    project: others.length === 0 ? project : undefined,
    observes: said(text, 'mode').some((mode) => mode !== 'act'),
  };
}

function said(text: string, key: string): readonly string[] {
  const lines = [...text.matchAll(new RegExp(`^[ \\t{]*["']?${key}["']?[ \\t]*:[ \\t]*(.*)$`, 'gm'))];
  // Stryker disable next-line StringLiteral: a line that matches has a value, which the compiler cannot know.
  return [...lines.map(([, value = '']) => scalar(value)), ...fromFlow(text, key)];
}

/** A value as it is written, without quotes and comment. */
function scalar(written: string): string {
  const quoted = /^["']([^"']*)["']/.exec(written)?.[1];
  return quoted ?? written.replace(/[\s,}].*/, '');
}

/**
 * A file that is one flow mapping has no line of its own for a key. What is no plain value is one that says nothing.
 */
function fromFlow(text: string, key: string): readonly string[] {
  const node: unknown = parseDocument(text.slice(0, LONGEST)).get(key, true);
  if (node === undefined) return [];
  return [(isScalar(node) && node.source) || ''];
}
