/** A Projects v2 board as a test sees it: fixtures put in silently, and plain reads straight from the state. */
export interface ProjectHandle {
  number: number;
  /** Node id, as GraphQL takes it. */
  id: string;
  /** Without a state, the card stands in no column. Refuses a second item of one issue unless told otherwise. */
  addItem(item: NewItem): ItemHandle;
  /** All items in board order, archived ones included. */
  items(): ItemView[];
  item(id: string): ItemView;
  /** The items that show an issue or pull request: one, but for fixtures that force more. */
  itemsOf(reference: string): ItemView[];
  setStatus(id: string, state: string | null): void;
  archive(id: string): void;
  restore(id: string): void;
  remove(id: string): void;
  options(): { id: string; name: string }[];
  /** The id stays, as on GitHub; items of that option stay where they are under the new name. */
  renameOption(from: string, to: string): void;
  /** Items of that option have no state afterwards. */
  removeOption(name: string): void;
  /** At the end; a name that exists already is possible. */
  addOption(name: string): { id: string };
  addField(options: { name: string; type: 'TEXT' | 'NUMBER' | 'DATE' }): { id: string };
  addSelectField(options: { name: string; options: string[] }): { id: string };
  renameField(from: string, to: string): void;
  setAutomations(on: boolean): void;
}

export type NewItem = ({ issue: string } | { draft: string; body?: string }) & {
  /** Name of an option of the status field. */
  state?: string;
  archived?: boolean;
  /** A second item of an issue: GitHub's API makes none, and boards in the wild have some. */
  evenIfThere?: boolean;
};

export interface ItemHandle {
  /** Node id, as GraphQL takes it. */
  id: string;
}

export interface ItemView {
  id: string;
  /** `owner/repo#number`, or `undefined` for a draft. */
  issue: string | undefined;
  title: string;
  state: string | null;
  /** When the state was last set. */
  stateSetAt: string | null;
  archived: boolean;
}

export interface NewProject {
  owner: string;
  ownerType?: 'Organization' | 'User';
  number?: number;
  title: string;
  /** The options of the status field, in order. */
  states: string[];
  /** Name of the status field. Default `Status`. */
  field?: string;
  /** GitHub's built-in workflows (closed item and merged pull request -> Done). Default false. */
  automations?: boolean;
  /** Readable by everybody. Default false. */
  public?: boolean;
}
