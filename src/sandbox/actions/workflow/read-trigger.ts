import type { DispatchInput, Trigger } from './workflow.ts';

interface ParsedInput {
  type?: string;
  required?: boolean;
  default?: string | boolean | number;
  options?: string[];
}

const filters = ['branches', 'branches-ignore', 'tags', 'tags-ignore', 'paths', 'paths-ignore', 'workflows'];

/** One entry of `on:` as GitHub's converter leaves it. */
export function readTrigger(config: unknown): Trigger {
  const { types, inputs, ...others } = (config ?? {}) as {
    types?: string[];
    inputs?: Record<string, ParsedInput>;
  };
  return {
    types,
    inputs: Object.fromEntries(Object.entries(inputs ?? {}).map(([name, input]) => [name, readInput(input)])),
    unsupportedFilters: Object.keys(others).filter((key) => filters.includes(key)),
  };
}

function readInput(input: ParsedInput): DispatchInput {
  return {
    // The converter's list of types lacks `number`, which GitHub has: it comes out as undefined.
    type: (input.type ?? 'number') as DispatchInput['type'],
    required: input.required ?? false,
    default: input.default === undefined ? undefined : String(input.default),
    options: input.options ?? [],
  };
}
