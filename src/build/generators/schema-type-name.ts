import type * as z from 'zod';

type Schema = z.core.JSONSchema.BaseSchema;

/** The type of a key, in the words of somebody who writes YAML. */
export function typeName(schema: Schema): string {
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(' or ');
  if (schema.oneOf) return 'a mapping';
  switch (schema.type) {
    case 'object':
      return 'a mapping';
    case 'array':
      return `a list of ${typeName(schema.items as Schema)}`;
    case 'integer':
      return `a whole number${range(schema)}`;
    case 'number':
      return `a number${range(schema)}`;
    case 'boolean':
      return '`true` or `false`';
    case 'string':
      return 'text';
    default:
      throw new Error(`there are no words yet for ${JSON.stringify(schema)}`);
  }
}

function range({ minimum, maximum }: Schema): string {
  const isBounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  if (minimum === undefined) return isBounded ? `, ${maximum} at most` : '';
  return isBounded ? `, ${minimum} to ${maximum}` : `, ${minimum} or more`;
}
