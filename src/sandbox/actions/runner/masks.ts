/** What must not be printed: secrets, tokens, and what a step adds with `::add-mask::`. */
export class Masks {
  readonly #values = new Set<string>();

  constructor(values: Iterable<string>) {
    for (const value of values) this.add(value);
  }

  add(value: string): void {
    // Each line by itself too: a secret of several lines is printed line by line.
    for (const part of [value, ...value.split(/\r?\n/)]) {
      if (part.trim() !== '') this.#values.add(part);
    }
  }

  apply(text: string): string {
    const longestFirst = [...this.#values].sort((one, other) => other.length - one.length);
    return longestFirst.reduce((masked, value) => masked.replaceAll(value, '***'), text);
  }
}
