/** Makes the whole text of one committed file from its sources. */
export interface Generator {
  /** Path from the root of the repository. */
  readonly file: string;
  /** `current` is the text of the file as it is, for those that are generated between markers only. */
  render(root: string, current: string): Promise<string>;
}
