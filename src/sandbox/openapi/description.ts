import rest from './rest.json' with { type: 'json' };

export interface Operation {
  id: string;
  method: string;
  /** With placeholders: `/repos/{owner}/{repo}/issues/{issue_number}`. */
  path: string;
  parameters: Parameter[];
  body?: { required: boolean; schema: unknown };
  /** By status; `null` for an answer without content. */
  responses: Record<string, unknown>;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: Record<string, unknown>;
}

/** The REST operations of the extract. JSON modules are typed by their content, which is too big to be of use. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries(rest.operations as unknown as Record<string, Omit<Operation, 'id'>>).map(
    ([id, operation]) => [id, { id, ...operation }],
  ),
);

export function operation(id: string): Operation {
  const found = operations.get(id);
  if (!found) throw new Error(`operation ${id} is not in the extract: add it to openapi/selection.ts`);
  return found;
}
