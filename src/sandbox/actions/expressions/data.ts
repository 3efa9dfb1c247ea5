import { data } from '@actions/expressions';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export function toData(json: Json): data.ExpressionData {
  if (json === null) return new data.Null();
  if (typeof json === 'boolean') return new data.BooleanData(json);
  if (typeof json === 'number') return new data.NumberData(json);
  if (typeof json === 'string') return new data.StringData(json);
  if (isArray(json)) return new data.Array(...json.map(toData));
  return new data.Dictionary(...Object.entries(json).map(([key, value]) => ({ key, value: toData(value) })));
}

function isArray(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

export function toJson(value: data.ExpressionData): Json {
  return JSON.parse(JSON.stringify(value, data.replacer)) as Json;
}

/** GitHub's truth: false, 0, the empty string and null are not true. */
export function isTruthy(value: data.ExpressionData): boolean {
  switch (value.kind) {
    case data.Kind.Null:
      return false;
    case data.Kind.Boolean:
      return value.value;
    case data.Kind.Number:
      return value.number() !== 0 && !Number.isNaN(value.number());
    case data.Kind.String:
      return value.coerceString() !== '';
    default:
      return true;
  }
}
