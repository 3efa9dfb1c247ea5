/**
 * Numbers values by content: equal values, equal numbers. It is no hash, so no two states are ever taken for one. What has
 * once been numbered is not written out again, and the states of a world share most of their parts.
 */
export class Identities {
  readonly #byIdentity = new WeakMap<object, number>();
  readonly #byContent = new Map<string, number>();

  of(value: object | null, write: (value: object) => string = JSON.stringify): number {
    if (value === null) return 0;
    const known = this.#byIdentity.get(value);
    if (known !== undefined) return known;
    const content = write(value);
    const number = this.#byContent.get(content) ?? this.#byContent.size + 1;
    this.#byContent.set(content, number);
    this.#byIdentity.set(value, number);
    return number;
  }
}
